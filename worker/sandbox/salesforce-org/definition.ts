import { Access } from './access/access.ts';
import {
  loadPermissionSets,
  standardProfile,
  type PermissionSet,
} from './access/permission-sets.ts';
import { loadSchema, type MerchantFields, type OrgSchema } from './schema/load-schema.ts';
import { STANDARD_PROFILE } from './users.ts';

/** Folders in source format: the package, and what was deployed beside it. */
export interface OrgSource {
  readonly packageDir: string;
  readonly unpackagedDir: string;
  /** Prefixes of record ids that are given away already; left out while nothing was deployed. */
  readonly prefixes?: ReadonlyMap<string, string>;
}

/** Objects, fields and permissions of the org: one identity for everybody, contents that a deploy exchanges. */
export class Definition {
  readonly access = new Access();
  readonly namespace: string;
  readonly schema: OrgSchema;
  #current: OrgSchema;
  #sets: readonly PermissionSet[] = [];
  #source: OrgSource;
  readonly #merchantFields: MerchantFields;

  /** @throws Error when the package holds something that the org does not model. */
  constructor(namespace: string, source: OrgSource, merchantFields: MerchantFields = {}) {
    this.#merchantFields = merchantFields;
    this.namespace = namespace;
    this.#source = source;
    this.#current = this.load(source);
    this.schema = this.#facade();
    this.use(source);
  }

  get source(): OrgSource {
    return this.#source;
  }

  get sets(): readonly PermissionSet[] {
    return this.#sets;
  }

  /** Reads a schema without using it. */
  load({ packageDir, unpackagedDir, prefixes }: OrgSource): OrgSchema {
    return loadSchema({
      packageDir,
      namespace: this.namespace,
      localDir: unpackagedDir,
      ...(Object.keys(this.#merchantFields).length > 0
        ? { merchantFields: this.#merchantFields }
        : {}),
      ...(prefixes ? { prefixes } : {}),
    });
  }

  /** @throws Error when something is wrong; then nothing has changed. */
  use(source: OrgSource): void {
    const schema = this.load(source);
    const sets = loadPermissionSets(source.packageDir, source.unpackagedDir, schema);
    this.#current = schema;
    this.#sets = sets;
    this.#source = source;
    const everybodys = Object.entries(this.#merchantFields).flatMap(([object, fields]) =>
      Object.keys(fields).map((field) => `${object}.${field}`),
    );
    this.access.replace([...sets, standardProfile(STANDARD_PROFILE)], new Set(everybodys));
  }

  #facade(): OrgSchema {
    const current = (): OrgSchema => this.#current;
    return {
      namespace: this.namespace,
      get objects() {
        return current().objects;
      },
      findObject: (name, namespace) => current().findObject(name, namespace),
      findField: (object, name, namespace) => current().findField(object, name, namespace),
      objectOfId: (id) => current().objectOfId(id),
      childrenOf: (object) => current().childrenOf(object),
    };
  }
}
