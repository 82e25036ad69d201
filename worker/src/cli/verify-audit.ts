/**
 * `npm run audit:verify`: whether the audit is as it was written. Compares with the head that the worker told Salesforce last,
 * unless `--offline` is given. Exit code 1 when a row was changed, moved or removed.
 */
import { parseArgs } from 'node:util';
import type { Settings } from '../config/settings-schema.ts';
import type { AuditHead } from '../domain/tables.ts';
import { sealAudit, verifyAudit } from '../queue/audit-chain.ts';
import { openOrg, openWorkerStore, runCommand } from './open.ts';

async function anchorOf(settings: Settings): Promise<AuditHead | null> {
  const [row] = await openOrg(settings).query(
    "SELECT Audit_Head__c FROM Linnworks_Sync_Stream__c WHERE Key__c = 'worker'",
  );
  const head = row?.['Audit_Head__c'];
  const [seq, hash] = typeof head === 'string' ? head.split(':') : [];
  return seq && hash ? { seq: Number(seq), hash } : null;
}

await runCommand(async (settings) => {
  const { values } = parseArgs({ options: { offline: { type: 'boolean', default: false } } });
  const store = await openWorkerStore(settings);
  try {
    await sealAudit(store.db);
    const anchor = values.offline ? null : await anchorOf(settings);
    const { rows, erased, head, faults } = await verifyAudit(store.db, anchor);
    const against = anchor === null ? '' : ` and agree with what Salesforce was told`;
    if (faults.length === 0)
      console.log(`${rows} rows fit together${against} (${erased} erased). Head: ${head.seq}.`);
    else for (const fault of faults) console.log(fault);
    return faults.length === 0 ? 0 : 1;
  } finally {
    await store.close();
  }
});
