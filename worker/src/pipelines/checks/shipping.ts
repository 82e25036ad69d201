import type { CheckAnswer, CheckRow, Comparison } from '../../domain/answers.ts';
import {
  explainChoice,
  type ExplainedChoice,
  type ExplainedRule,
  type NamedKind,
} from '../../mapping/explain-rules.ts';
import type { PipelineDeps } from '../deps.ts';
import { orderInput } from '../map-order.ts';
import type { Reference } from '../read-settings.ts';
import { toAnswer } from './check-answer.ts';
import { fail, ok, warn } from './check-row.ts';
import { sampleOrders } from './sample-orders.ts';

type Deps = Pick<PipelineDeps, 'salesforce' | 'clock' | 'orgCurrency'>;

const TITLES: Readonly<Record<NamedKind, string>> = {
  'Shipping Method': 'Shipping service',
  Location: 'Location',
};

function reason({ from, rules }: ExplainedChoice): string {
  const winner = rules.find(({ outcome }) => outcome === 'won');
  if (winner) return `The rule "${winner.name}" is the first that fits.`;
  const tried = rules.length === 0 ? 'There are no rules' : 'No rule fits';
  return from === 'order'
    ? `${tried}; the order names it itself.`
    : `${tried}, and the order names none; the settings decide.`;
}

function outcomeRow(kind: NamedKind, choice: ExplainedChoice): CheckRow {
  const id = kind === 'Location' ? 'outcome-location' : 'outcome-service';
  const [problem] = choice.problems;
  if (problem) return fail(id, TITLES[kind], problem.message, problem.whatToDo);
  const title = `${TITLES[kind]}: ${choice.value === '' ? 'default of the account' : choice.value}`;
  return ok(id, title, reason(choice));
}

const WORDS = {
  won: 'wins',
  'fits too': 'fits too, but comes later',
  'does not fit': 'does not fit',
};

function toComparison(kind: NamedKind, rule: ExplainedRule): Comparison {
  return {
    label: `${TITLES[kind]}: "${rule.name}" ${WORDS[rule.outcome]} → ${rule.target}`,
    recordId: rule.rowId,
    ok: rule.outcome === 'won' && rule.wrong === null,
    rows: rule.conditions
      .filter(({ name, asked }) => name === 'Word' || asked !== '')
      .map(({ name, asked, found, fits }) => ({
        name,
        salesforce: found === '' ? 'nothing' : found,
        linnworks: asked === '' ? 'nothing' : asked,
        same: fits,
      })),
    problems: rule.wrong === null ? [] : [rule.wrong],
  };
}

/** The Check request `shipping`: which rule decides service and location of an order, and why each other does not. */
export async function checkShipping(
  deps: Deps,
  reference: Reference,
  detail: Readonly<Record<string, unknown>>,
): Promise<CheckAnswer> {
  const now = deps.clock.now();
  const [order] = await sampleOrders(deps, reference, detail['orderId'], 1);
  if (order === undefined) {
    const row = warn(
      'shipping',
      'Rules',
      'There is no order to test the rules on.',
      'Create an order, or choose one by its number.',
    );
    return toAnswer('shipping', now, { rows: [row] });
  }
  const input = await orderInput(deps, reference, order, 'check');
  const kinds = ['Shipping Method', 'Location'] as const;
  const choices = kinds.map((kind) => ({ kind, choice: explainChoice(input, kind) }));
  const rows = choices.map(({ kind, choice }) => ({
    ...outcomeRow(kind, choice),
    recordId: order.id,
  }));
  const comparisons = choices.flatMap(({ kind, choice }) =>
    choice.rules.map((rule) => toComparison(kind, rule)),
  );
  const figures = { rules: comparisons.length };
  return toAnswer('shipping', now, { rows, comparisons, figures });
}
