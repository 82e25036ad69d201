import { ConnectorError } from '../domain/connector-error.ts';
import { hashOf } from '../domain/hash.ts';
import { buildFieldModel } from '../mapping/build-field-model.ts';
import type { LinnworksNames } from '../mapping/check-value-row.ts';
import type { FieldModel } from '../mapping/field-model.ts';
import type { KnownFields } from '../mapping/source-paths.ts';
import { MAPPING_ROW_FIELDS, mappingRowSchema, type MappingRow } from '../wire/mapping-row.ts';
import type { PipelineDeps } from './deps.ts';

type Deps = Pick<PipelineDeps, 'salesforce' | 'log'>;

const OBJECT = 'Linnworks_Mapping__c';
const PROBLEM_LENGTH = 255;

/** Says on each row what is wrong with it, and clears what is right again. Orders never wait for this. */
async function writeProblems(
  { salesforce, log }: Deps,
  rows: readonly MappingRow[],
  problems: ReadonlyMap<string, string | null>,
): Promise<void> {
  const changed = rows.flatMap(({ Id, Problem__c }) => {
    const now = problems.get(Id)?.slice(0, PROBLEM_LENGTH) ?? '';
    return now === Problem__c ? [] : [{ Id, Problem__c: now === '' ? null : now }];
  });
  if (changed.length === 0) return;
  try {
    const results = await salesforce.update(OBJECT, changed);
    const refused = results.filter(({ success }) => !success).length;
    log.info('Mapping rows were checked', { changed: changed.length, refused });
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    log.warn('What is wrong with mapping rows could not be written on them', { code: error.code });
  }
}

const lookupPaths = ({ Kind__c, Source_Object__c, Source__c }: MappingRow) =>
  (Kind__c === 'Field' ? Source__c.split(',') : [])
    .map((path) => ({ object: Source_Object__c || 'Order', path: path.trim() }))
    .filter(({ path }) => path.includes('.'));

/** The fields of the org as they are known, and how to know more of them. */
export interface FieldsOfOrg {
  known(): Promise<KnownFields>;
  /** Makes the fields behind the lookups of a path known. */
  follow(object: string, path: string): Promise<void>;
  /** Asks the org anew. */
  again(): Promise<void>;
}

export interface FieldModelLoader {
  (): Promise<FieldModel>;
  /** Another one than before: an admin changed a row since. */
  stamp(): string;
}

/**
 * Reads the admin's mapping rows, checks them against both systems and writes on each row what is wrong with it. Who has
 * saved a row may have made a field for it just before: then the fields of the org are asked for anew.
 */
export function createFieldModelLoader(
  deps: Deps,
  fields: FieldsOfOrg,
  names: () => Promise<LinnworksNames>,
): FieldModelLoader {
  let last: string | undefined;
  const load = async (): Promise<FieldModel> => {
    const found = await deps.salesforce.query(
      `SELECT ${MAPPING_ROW_FIELDS.join(', ')} FROM ${OBJECT} WHERE Is_Active__c = true`,
    );
    const rows = found.flatMap((row) => {
      const parsed = mappingRowSchema.safeParse(row);
      if (!parsed.success) deps.log.warn('A mapping row cannot be read', { row: row['Id'] });
      return parsed.success ? [parsed.data] : [];
    });
    const now = hashOf(rows.map((row) => ({ ...row, Problem__c: '' })));
    if (last !== undefined && last !== now) await fields.again();
    last = now;
    for (const { object, path } of rows.flatMap(lookupPaths)) await fields.follow(object, path);
    const { model, problems } = buildFieldModel(rows, await fields.known(), await names());
    await writeProblems(deps, rows, problems);
    return model;
  };
  return Object.assign(load, { stamp: () => last ?? '' });
}
