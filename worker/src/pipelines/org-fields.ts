import { ConnectorError } from '../domain/connector-error.ts';
import { nextObject, READ_OBJECTS, type KnownFields } from '../mapping/source-paths.ts';
import type { PipelineDeps } from './deps.ts';

type Deps = Pick<PipelineDeps, 'salesforce'>;

/** The fields of the org as the worker's own user sees them, described as far as paths lead. */
export class OrgFields {
  readonly #salesforce: Deps['salesforce'];
  readonly #fields = new Map<string, ReadonlySet<string>>();
  readonly #recordTypes = new Map<string, readonly string[]>();
  readonly #lookups = new Map<string, ReadonlyMap<string, string>>();

  private constructor({ salesforce }: Deps) {
    this.#salesforce = salesforce;
  }

  /** Describes the objects that the mapping always reads. */
  static async read(deps: Deps): Promise<OrgFields> {
    const org = new OrgFields(deps);
    await Promise.all(READ_OBJECTS.map((object) => org.#describe(object)));
    if (org.#lookups.get('Order')?.has('RecordType')) await org.#readRecordTypes('Order');
    return org;
  }

  /** Only an org with record types has the lookup to them; everybody may read what they are called. */
  async #readRecordTypes(object: string): Promise<void> {
    const rows = await this.#salesforce.query(
      `SELECT DeveloperName FROM RecordType WHERE SobjectType = '${object}' AND IsActive = true ORDER BY DeveloperName`,
    );
    const names = rows.flatMap(({ DeveloperName: name }) => (typeof name === 'string' ? name : []));
    this.#recordTypes.set(object, names);
    this.#fields.set('RecordType', new Set(['Id', 'Name', 'DeveloperName']));
  }

  readonly known: KnownFields = Object.assign(
    (object: string): ReadonlySet<string> => this.#fields.get(object) ?? new Set<string>(),
    {
      lookups: (object: string): ReadonlyMap<string, string> =>
        this.#lookups.get(object) ?? new Map<string, string>(),
      recordTypes: (object: string): readonly string[] => this.#recordTypes.get(object) ?? [],
    },
  );

  /** Describes every object that the path leads through and that is not known yet. */
  async follow(object: string, path: string): Promise<void> {
    const steps = path.split('.').slice(0, -1);
    let current: string | undefined = object;
    for (const step of steps) {
      current = nextObject(current, step, this.known);
      if (current === undefined) return;
      if (!this.#fields.has(current)) await this.#describeOther(current);
    }
  }

  async #describe(object: string): Promise<void> {
    const { fields } = await this.#salesforce.describe(object);
    this.#fields.set(object, new Set(fields.map(({ name }) => name)));
    const lookups = fields.flatMap(({ relationshipName, referenceTo = [] }) => {
      const [parent, ...others] = referenceTo;
      const isOne = relationshipName && parent !== undefined && others.length === 0;
      return isOne ? [[relationshipName, parent] as const] : [];
    });
    this.#lookups.set(object, new Map(lookups));
  }

  /** An object that the worker may not see has no fields: the row that names it says so. */
  async #describeOther(object: string): Promise<void> {
    try {
      await this.#describe(object);
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.kind === 'transient') throw error;
      this.#fields.set(object, new Set());
    }
  }
}
