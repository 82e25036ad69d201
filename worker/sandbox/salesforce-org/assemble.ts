import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { createCore, type CoreParts } from './core.ts';
import { Definition } from './definition.ts';
import { Tokens } from './http/tokens.ts';
import type { Kernel } from './kernel.ts';
import type { OrgCore, OrgExtension, OrgUser, Row } from './ports.ts';
import { Saver } from './save/saver.ts';
import { OrgFiles } from './metadata/org-files.ts';
import type { MerchantFields } from './schema/load-schema.ts';
import { openDatabase } from './store/database.ts';
import { RecordStore } from './store/record-store.ts';
import { Transactions } from './store/transactions.ts';
import { readUser, seedOrg } from './users.ts';

export interface OrgOptions {
  /** The package in source format; force-app/main/default when left out. */
  readonly packageDir?: string;
  /** What is deployed beside it (permission sets); force-app/unpackaged when left out. */
  readonly unpackagedDir?: string;
  /** Nothing is in it yet: objects, flows and permission sets arrive by a deploy. */
  readonly isEmpty?: boolean;
  /** Every name of the package carries it, as in an org where the managed package is installed. */
  readonly namespace?: '' | 'lwsync';
  /** `:memory:` when left out; a file outlives the process. */
  readonly databaseFile?: string;
  readonly clock?: () => Date;
  /** Fields beside those of the standard objects and the package; everybody may read and edit them. */
  readonly merchantFields?: MerchantFields;
}

/** The org without its network: records, users, access and tokens. */
export interface AssembledOrg {
  readonly parts: CoreParts;
  readonly core: OrgCore;
  readonly tokens: Tokens;
  readonly definition: Definition;
  readonly files: OrgFiles;
  /** What is remembered of users is read again. */
  readonly forgetUsers: () => void;
  readonly database: DatabaseSync;
  /** Takes part in every save from now on. */
  readonly plugIn: (extension: OrgExtension) => void;
  readonly userId: (username: string) => string | null;
  /** Back to an org without any data; every token is revoked. */
  readonly reset: () => void;
}

const ROOT = path.resolve(import.meta.dirname, '../../..');

function organization({ schema, store }: Pick<Kernel, 'schema' | 'store'>): Row | undefined {
  const object = schema.findObject('Organization');
  return object ? store.all(object)[0] : undefined;
}

/** Remembers users until an assignment changes. */
function userCache(records: Pick<Kernel, 'schema' | 'store'>) {
  const known = new Map<string, OrgUser>();
  const extension: OrgExtension = {
    name: 'users',
    afterSave({ object }, context) {
      if (object.name === 'PermissionSetAssignment') context.afterCommit(() => known.clear());
    },
  };
  const user = (id: string): OrgUser => {
    const found = known.get(id) ?? readUser(records, id);
    known.set(id, found);
    return found;
  };
  return { user, extension, clear: () => known.clear() };
}

interface Opened {
  readonly kernel: Kernel;
  readonly database: DatabaseSync;
  readonly definition: Definition;
  readonly files: OrgFiles;
  readonly extensions: OrgExtension[];
  readonly forgetUsers: () => void;
  readonly reset: () => void;
}

const NOWHERE = path.join(ROOT, 'no-such-folder');

function openFiles(options: OrgOptions, database: DatabaseSync): OrgFiles {
  const ofPackage = path.join(ROOT, 'force-app/main/default');
  const beside = path.join(ROOT, 'force-app/unpackaged');
  const isEmpty = options.isEmpty === true;
  return new OrgFiles(database, options.namespace ?? '', {
    packageDir: isEmpty ? NOWHERE : (options.packageDir ?? ofPackage),
    unpackagedDir: isEmpty ? NOWHERE : (options.unpackagedDir ?? beside),
  });
}

/** Reads the package, opens the database and puts the first records into a new one. */
function openKernel(options: OrgOptions): Opened {
  const now = options.clock ?? (() => new Date());
  const database = openDatabase(options.databaseFile ?? ':memory:');
  const files = openFiles(options, database);
  const definition = new Definition(
    options.namespace ?? '',
    files.source(),
    options.merchantFields,
  );
  const { schema, access } = definition;
  const store = new RecordStore(database);
  const transactions = new Transactions(database, () => store.forget());
  const records = { schema, store };
  if (!organization(records))
    transactions.run(() => seedOrg(schema, store, definition.sets, now()));
  const orgId = String(organization(records)?.['Id']);
  const users = userCache(records);
  const extensions: OrgExtension[] = [users.extension];
  return {
    kernel: { schema, store, access, transactions, now, orgId, extensions, user: users.user },
    database,
    definition,
    files,
    extensions,
    forgetUsers: users.clear,
    reset() {
      users.clear();
      transactions.run(() => {
        store.clear();
        seedOrg(schema, store, definition.sets, now());
      });
    },
  };
}

/** @throws Error when the package holds something that the org does not model. */
export function assembleOrg(
  options: OrgOptions,
  url: () => string,
  countApiCall: (kind: string) => void,
): AssembledOrg {
  const { kernel, database, definition, files, extensions, forgetUsers, reset } =
    openKernel(options);
  const username = (id: string): string => kernel.user(id).username;
  const tokens = new Tokens(database, kernel.orgId, username);
  const parts: CoreParts = {
    kernel,
    saver: new Saver(kernel),
    database,
    packageDir: () => definition.source.packageDir,
    url,
    session: (token) => tokens.find(token),
    countApiCall,
  };
  return {
    parts,
    core: createCore(parts),
    tokens,
    definition,
    files,
    forgetUsers,
    database,
    plugIn: (extension) => extensions.push(extension),
    userId(wanted) {
      const object = kernel.schema.findObject('User');
      const row = object && kernel.store.findBy(object, 'Username', wanted.toLowerCase());
      return row ? String(row['Id']) : null;
    },
    reset() {
      tokens.revoke();
      reset();
    },
  };
}
