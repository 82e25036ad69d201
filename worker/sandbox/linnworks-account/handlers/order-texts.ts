import { nullReference } from '../http/refusal.ts';
import { addNote } from '../orders/leave-order-book.ts';
import { extendedProperties, orderNotes } from '../orders/order-details.ts';
import type { Account } from '../state/account.ts';
import type { OrderProperty } from '../state/order.ts';
import { orderOf } from './find-order.ts';
import { typed, type Handlers } from './handler.ts';

interface SentProperty {
  readonly RowId?: string;
  readonly Name?: string;
  readonly Value?: string;
  readonly Type?: string;
}

const toProperty = (
  account: Account,
  { RowId, Name = '', Value = '', Type = '' }: SentProperty,
): OrderProperty => {
  const now = account.clock();
  return {
    id: RowId ?? account.ids.guid(),
    name: Name,
    value: Value,
    type: Type,
    createdAt: now,
    updatedAt: now,
  };
};

interface SentNote {
  readonly Note?: string;
  readonly Internal?: boolean;
  readonly NoteDate?: string;
  readonly CreatedBy?: string;
}

/** Notes and extended properties. Both `Set` calls replace everything that was there. */
export const ORDER_TEXTS: Handlers = {
  'Orders/SetExtendedProperties': typed<{ orderId?: string; extendedProperties?: SentProperty[] }>(
    ({ orderId, extendedProperties: sent = [] }, { account }) => {
      const order = orderOf(account, orderId);
      order.properties = sent.map((property) => toProperty(account, property));
      account.note(order, 'ORDER_PROPERTIES', 'Extended properties replaced');
      return extendedProperties(order);
    },
  ),

  'Orders/AddExtendedProperties': typed<{ OrderId?: string; ExtendedProperties?: SentProperty[] }>(
    ({ OrderId, ExtendedProperties = [] }, { account }) => {
      const order = orderOf(account, OrderId);
      const names = new Set(order.properties.map(({ name }) => name));
      const added = ExtendedProperties.filter(({ Name = '' }) => !names.has(Name));
      order.properties.push(...added.map((property) => toProperty(account, property)));
      account.note(order, 'ORDER_PROPERTIES', 'Extended properties added');
      return { ExtendedPropertiesInserted: added.length, Errors: [] };
    },
  ),

  'Orders/SetOrderNotes': typed<{ orderId?: string; orderNotes?: SentNote[] }>(
    ({ orderId, orderNotes: sent = [] }, { account }) => {
      const order = orderOf(account, orderId);
      order.notes = sent.map(({ Note = '', Internal = false, NoteDate, CreatedBy = 'API' }) => ({
        id: account.ids.guid(),
        at: NoteDate === undefined ? account.clock() : new Date(NoteDate),
        internal: Internal,
        text: Note,
        by: CreatedBy,
      }));
      account.note(order, 'ORDER_NOTES', 'Notes replaced');
    },
  ),

  'Orders/AddOrdersNote': typed<{ OrderIds?: string[]; NoteText?: string; IsInternal?: boolean }>(
    ({ OrderIds, NoteText = '', IsInternal = false }, { account }) => {
      if (!OrderIds) throw nullReference();
      const orders = OrderIds.flatMap((id) => account.orders.byId(id) ?? []);
      for (const order of orders) addNote(account, order, NoteText, IsInternal);
      return { OrderNotes: orders.flatMap((order) => orderNotes(order).slice(-1)) };
    },
  ),
};
