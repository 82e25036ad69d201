import type { CheckAnswer, CheckRow } from '../../domain/answers.ts';
import type { ValueRule } from '../../mapping/value-rules.ts';
import type { PipelineDeps } from '../deps.ts';
import type { Reference } from '../read-settings.ts';
import { toAnswer } from './check-answer.ts';
import { fail, ok, warn } from './check-row.ts';

type Deps = Pick<PipelineDeps, 'salesforce' | 'linnworks' | 'clock'>;

const FIELD = 'Linnworks_Shipping_Service__c';
const WORDS = 200;

interface Named {
  readonly word: string;
  readonly orders: number;
}

/** What the orders of the org call their shipping, most used first. */
async function wordsOfOrders({ salesforce }: Deps): Promise<Named[]> {
  const rows = await salesforce.query(
    `SELECT ${FIELD} word, COUNT(Id) n FROM Order GROUP BY ${FIELD} ORDER BY COUNT(Id) DESC LIMIT ${WORDS}`,
  );
  return rows.map((row) => ({
    word: typeof row['word'] === 'string' ? row['word'].trim() : '',
    orders: Number(row['n'] ?? 0),
  }));
}

const isOpen = ({ countries, value, weightKg }: ValueRule): boolean =>
  countries.size === 0 &&
  [value, weightKg].every(({ least, most }) => least === null && most === null);

interface Known {
  readonly rules: readonly ValueRule[];
  readonly services: ReadonlySet<string>;
  readonly fallback: string;
}

function toRow({ word, orders }: Named, { rules, services, fallback }: Known): CheckRow {
  const id = `service-${word}`;
  const title = word === '' ? 'Orders that name no service' : word;
  const used = `${orders} ${orders === 1 ? 'order' : 'orders'}.`;
  const fitting = rules.filter((rule) => rule.word === '*' || rule.word === word.toLowerCase());
  const wrong = fitting.find((rule) => rule.wrong !== null);
  if (wrong)
    return {
      ...fail(id, title, `${wrong.wrong ?? ''} ${used}`, 'Open the mapping row and correct it.'),
      recordId: wrong.rowId,
    };
  const [sure] = fitting.filter(isOpen);
  if (sure)
    return {
      ...ok(id, title, `Becomes "${sure.target}" by the rule "${sure.name}". ${used}`),
      recordId: sure.rowId,
    };
  const isKnown = word !== '' && services.has(word.toLowerCase());
  if (isKnown) return ok(id, title, `Linnworks has a service of this name. ${used}`);
  if (word === '') {
    const name = fallback === '' ? 'the default of the Linnworks account' : `"${fallback}"`;
    return ok(id, title, `They go by ${name}. ${used}`);
  }
  const advice =
    'Add a mapping row of the kind Shipping Method for this word, or create the service in Linnworks.';
  return fitting.length > 0
    ? warn(
        id,
        title,
        `Rules fit only under conditions; where none fits, Linnworks has no service of this name. ${used}`,
        advice,
      )
    : fail(
        id,
        title,
        `No rule translates it, and Linnworks has no service of this name. ${used}`,
        advice,
      );
}

/** The Check request `services`: what orders call their shipping, against the services of Linnworks and the rules. */
export async function checkServices(deps: Deps, reference: Reference): Promise<CheckAnswer> {
  const now = deps.clock.now();
  const { defaultShippingService: fallback } = await reference.settings();
  const model = await reference.fieldModel();
  const names = await deps.linnworks.shippingServices();
  const services = new Set(names.map((name) => name.toLowerCase()));
  const words = await wordsOfOrders(deps);
  const rows = words.map((word) =>
    toRow(word, { rules: model.rules['Shipping Method'], services, fallback }),
  );
  if (fallback !== '' && !services.has(fallback.toLowerCase()))
    rows.unshift(
      fail(
        'default-service',
        'Service of the settings',
        `Linnworks has no service "${fallback}".`,
        'Choose one of the services of Linnworks.',
      ),
    );
  if (rows.length === 0)
    rows.push(ok('default-service', 'Shipping services', 'No order names a service yet.'));
  return toAnswer('services', now, {
    rows,
    figures: { services: names.length, words: words.length },
    choices: names,
  });
}
