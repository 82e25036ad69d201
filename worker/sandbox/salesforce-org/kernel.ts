import type { Access } from './access/access.ts';
import type { OrgExtension, OrgUser, Session } from './ports.ts';
import type { OrgSchema } from './schema/load-schema.ts';
import type { RecordStore } from './store/record-store.ts';
import type { Transactions } from './store/transactions.ts';

/** What the parts of the core share. */
export interface Kernel {
  readonly schema: OrgSchema;
  readonly store: RecordStore;
  readonly access: Access;
  readonly transactions: Transactions;
  readonly now: () => Date;
  readonly user: (id: string) => OrgUser;
  readonly orgId: string;
  /** Filled once, when the org is put together. */
  readonly extensions: readonly OrgExtension[];
}

/** On whose behalf something is read or written. */
export interface Actor {
  readonly session: Session;
  readonly user: OrgUser;
  /** Flows and the org itself are not bound by permissions. */
  readonly system: boolean;
  /** Completes names that carry no namespace (`Sforce-Call-Options`). */
  readonly defaultNamespace: string | undefined;
}

export function actorOf(kernel: Kernel, session: Session, defaultNamespace?: string): Actor {
  return { session, user: kernel.user(session.userId), system: false, defaultNamespace };
}

export const asSystem = (actor: Actor): Actor => ({ ...actor, system: true });

/** Salesforce's own notation; times have whole seconds. */
export function timestamp(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, '.000+0000');
}
