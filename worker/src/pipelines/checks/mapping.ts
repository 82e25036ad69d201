import type { CheckAnswer, CheckRow, Comparison } from '../../domain/answers.ts';
import { checkSettings } from '../../mapping/check-settings.ts';
import { checkType, type TypeVerdict } from '../../mapping/check-types.ts';
import { explainFields, type ExplainedField } from '../../mapping/explain-fields.ts';
import { MAPPING_ROW_FIELDS, mappingRowSchema, type MappingRow } from '../../wire/mapping-row.ts';
import type { PipelineDeps } from '../deps.ts';
import type { LoadedOrder } from '../load-orders.ts';
import { orderInput } from '../map-order.ts';
import type { Reference } from '../read-settings.ts';
import { toAnswer } from './check-answer.ts';
import { fail, ok, warn } from './check-row.ts';
import { fieldTypes, type FoundField } from './field-types.ts';
import { maskedValue } from './masked.ts';
import { sampleOrders } from './sample-orders.ts';

type Deps = Pick<PipelineDeps, 'salesforce' | 'linnworks' | 'clock' | 'orgCurrency'>;
type FieldOf = (source: string) => FoundField;

/** Only orgs with several currencies have it; without it the org's own currency holds. */
const MAY_BE_MISSING = ['Order.CurrencyIsoCode'];

const isMissing = (fieldOf: FieldOf, source: string): boolean =>
  fieldOf(source) === 'missing' && !MAY_BE_MISSING.includes(source);

function verdictOf({ from, row }: ExplainedField, fieldOf: FieldOf): TypeVerdict {
  const found = from === '' ? null : fieldOf(from);
  return found === null || found === 'missing'
    ? { state: 'ok', why: '' }
    : checkType(row.convert, found.type);
}

/** Sources of the tables that the org no longer has: a field was deleted, renamed or hidden from the connector. */
function driftRows(fields: readonly ExplainedField[], fieldOf: FieldOf): CheckRow[] {
  const sources = new Map(
    fields.flatMap(({ target, row }) => row.sources.map((source) => [source, target] as const)),
  );
  return [...sources]
    .filter(([source]) => isMissing(fieldOf, source))
    .map(([source, target]) =>
      warn(
        `drift-${source}`,
        `${source} is gone`,
        `${target} is read from it, but the org does not show this field to the connector.`,
        'Restore the field, give the integration user access to it, or add a mapping row with another source.',
      ),
    );
}

function typeRows(fields: readonly ExplainedField[], fieldOf: FieldOf): CheckRow[] {
  return fields.flatMap((field) => {
    const { state, why } = verdictOf(field, fieldOf);
    if (state === 'ok') return [];
    const say = state === 'fail' ? fail : warn;
    return [
      say(
        `type-${field.target}`,
        `${field.target} from ${field.from}`,
        why,
        'Choose a field of the right type, or a conversion.',
      ),
    ];
  });
}

function toRow(row: MappingRow): CheckRow {
  const title = `${row.Kind__c}: ${row.Name}`;
  const detail = `${row.Source__c || row.Default__c || 'nothing'} → ${row.Target__c}`;
  const advice = 'Open the mapping row and correct it.';
  const say = row.Is_Required__c ? fail : warn;
  const said =
    row.Problem__c === '' ? ok(row.Id, title, detail) : say(row.Id, title, row.Problem__c, advice);
  return { ...said, recordId: row.Id };
}

/** The admin's rows as they stand now: building the model has just written on each what is wrong with it. */
async function mappingRows({ salesforce }: Deps): Promise<CheckRow[]> {
  const found = await salesforce.query(
    `SELECT ${MAPPING_ROW_FIELDS.join(', ')} FROM Linnworks_Mapping__c WHERE Is_Active__c = true ORDER BY Kind__c, Priority__c, Name`,
  );
  return found.flatMap((row) => {
    const parsed = mappingRowSchema.safeParse(row);
    return parsed.success ? [toRow(parsed.data)] : [];
  });
}

function fallback({ row }: ExplainedField): string {
  if (row.whenMissing === 'leave out') return 'Left out when it is empty.';
  if ('problem' in row.whenMissing) return 'An order without it is an error.';
  const { send } = row.whenMissing;
  return send === '' ? 'Sent empty when it is empty.' : `Sent as ${String(send)} when it is empty.`;
}

/** The path with the type that the org gives it. */
function placeOf({ from }: ExplainedField, fieldOf: FieldOf): string {
  const found = from === '' ? null : fieldOf(from);
  return found === null || found === 'missing' ? from : `${from} (${found.type})`;
}

function noteOf(field: ExplainedField, fieldOf: FieldOf): string {
  const { problem, override, row } = field;
  const own = override === null ? '' : `By the mapping row "${override}".`;
  const fixed = row.fixed ? 'Cannot be changed.' : '';
  const words = [problem, verdictOf(field, fieldOf).why, own, row.note, fallback(field), fixed];
  return words.filter((one) => one !== null && one !== undefined && one !== '').join(' ');
}

function toComparisons(
  groups: ReturnType<typeof explainFields>,
  order: LoadedOrder,
  fieldOf: FieldOf,
): Comparison[] {
  return groups.map(({ title, fields }) => {
    const rows = fields.map((field) => ({
      name: field.target,
      from: placeOf(field, fieldOf),
      salesforce: maskedValue(field.target, field.raw),
      linnworks: maskedValue(field.target, field.becomes),
      same: field.problem === null && verdictOf(field, fieldOf).state !== 'fail',
      note: noteOf(field, fieldOf),
    }));
    return {
      label: title,
      recordId: order.id,
      ok: rows.every(({ same }) => same),
      rows,
      problems: fields.flatMap(({ problem }) => problem ?? []),
    };
  });
}

/**
 * The Check request `mapping`: every row of the field model with the live values of one order, its type, and what of its
 * sources the org has lost.
 */
export async function checkMapping(
  deps: Deps,
  reference: Reference,
  detail: Readonly<Record<string, unknown>>,
): Promise<CheckAnswer> {
  const now = deps.clock.now();
  const settings = await reference.settings();
  const wrong = checkSettings(settings, await reference.knownFields()).map(
    ({ path, message, whatToDo }) => fail(path, path, message, whatToDo),
  );
  await reference.fieldModel();
  const own = await mappingRows(deps);
  const [order] = await sampleOrders(deps, reference, detail['orderId'], 1);
  if (order === undefined) {
    const row = warn(
      'order',
      'Sample order',
      'There is no order to take live values from.',
      'Create an order, or choose one by its number.',
    );
    return toAnswer('mapping', now, { rows: [...wrong, row, ...own] });
  }
  const fieldOf = await fieldTypes(deps.salesforce);
  const groups = explainFields(await orderInput(deps, reference, order, 'check'));
  const fields = groups.flatMap((group) => group.fields);
  const rows = [...wrong, ...driftRows(fields, fieldOf), ...typeRows(fields, fieldOf), ...own];
  return toAnswer('mapping', now, {
    rows,
    comparisons: toComparisons(groups, order, fieldOf),
    figures: {
      fields: fields.length,
      gone: rows.filter(({ id }) => id.startsWith('drift-')).length,
    },
  });
}
