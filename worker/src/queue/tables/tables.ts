import type { Tables } from '../../domain/tables.ts';
import type { Db } from '../schema.ts';
import { afterSaleTable, returnWishTable } from './after-sale-table.ts';
import { auditTable } from './audit-table.ts';
import { errorTable } from './error-table.ts';
import { linkTable } from './link-table.ts';
import { cursorTable, inboxTable } from './small-tables.ts';
import { observedTable } from './observed-table.ts';
import { orderSnapshotTable } from './order-snapshot-table.ts';
import { stayTable } from './stay-table.ts';
import { snapshotTable } from './snapshot-table.ts';

export function createTables(db: Db): Tables {
  return {
    afterSale: afterSaleTable(db),
    returnWishes: returnWishTable(db),
    links: linkTable(db),
    snapshots: snapshotTable(db),
    orders: orderSnapshotTable(db),
    stays: stayTable(db),
    errors: errorTable(db),
    cursors: cursorTable(db),
    inbox: inboxTable(),
    observed: observedTable(db),
    audit: auditTable(db),
  };
}
