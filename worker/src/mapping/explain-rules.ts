import { toAddress } from './address.ts';
import { readRows } from './field-row.ts';
import { text, type OrderInput } from './order-input.ts';
import { toLines } from './order-lines.ts';
import { sourceOf } from './order-source.ts';
import { locationOf, serviceOf } from './order-terms.ts';
import { ORDER_ROWS } from './targets.ts';
import { testRule, type TestedCondition } from './value-rules.ts';

export type NamedKind = 'Shipping Method' | 'Location';

export interface ExplainedRule {
  readonly rowId: string;
  readonly name: string;
  readonly target: string;
  /** The first rule that fits wins; later ones are not asked. */
  readonly outcome: 'won' | 'fits too' | 'does not fit';
  readonly wrong: string | null;
  readonly conditions: readonly TestedCondition[];
}

export interface ExplainedChoice {
  /** What Linnworks is told; empty: nothing, and the account's own default holds. */
  readonly value: string;
  readonly from: 'rule' | 'order' | 'settings';
  readonly problems: readonly { readonly message: string; readonly whatToDo: string }[];
  readonly rules: readonly ExplainedRule[];
}

const CHOICES = {
  'Shipping Method': { target: 'PostalServiceName', choose: serviceOf },
  Location: { target: 'Location', choose: locationOf },
} as const;

/** Which rule decides the shipping service or the location of an order, and why each other one does not. */
export function explainChoice(input: OrderInput, kind: NamedKind): ExplainedChoice {
  const { source } = sourceOf(input);
  const { overrides, rules } = input.model;
  const { values: header } = readRows(ORDER_ROWS, source, overrides);
  const country = toAddress(source, 'DeliveryAddress', overrides)?.address.MatchCountryCode ?? '';
  const { value, weightKg } = toLines(input, country);
  const facts = { country, value, weightKg };
  const { target, choose } = CHOICES[kind];
  const word = text(header[target]);
  const tested = rules[kind].map((rule) => testRule(rule, { ...facts, word }));
  const fit = tested.map((conditions) => conditions.every((one) => one.fits));
  const winner = fit.indexOf(true);
  const chosen = choose(input, header, facts);
  return {
    value: chosen.value,
    from: winner >= 0 ? 'rule' : word === '' ? 'settings' : 'order',
    problems: chosen.problems,
    rules: rules[kind].map((rule, index) => ({
      rowId: rule.rowId,
      name: rule.name,
      target: rule.target,
      wrong: rule.wrong,
      outcome: index === winner ? 'won' : fit[index] === true ? 'fits too' : 'does not fit',
      conditions: tested[index] ?? [],
    })),
  };
}
