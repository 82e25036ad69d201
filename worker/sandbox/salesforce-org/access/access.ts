import type { FieldSchema, ObjectSchema, OrgUser } from '../ports.ts';
import type { ObjectGrant, PermissionSet } from './permission-sets.ts';

export type Deed = keyof ObjectGrant;

interface FieldAccess {
  readonly read: boolean;
  readonly edit: boolean;
}

/** Objects whose access follows another object's. */
const FOLLOWS: Readonly<Record<string, string>> = {
  OrderItem: 'Order',
  PricebookEntry: 'Pricebook2',
};
/** Everybody may read these; nobody may write them. */
const OPEN = new Set([
  ...['OrderStatus', 'Organization', 'Profile', 'User', 'PermissionSet'],
  'UserPermissionAccess',
]);
/** Everybody may read these; an administrator writes them. */
const SET_UP = new Set(['RecordType', 'CurrencyType', 'DatedConversionRate']);
/** Parts of a name go with the name, which cannot be hidden; a price book is chosen, not filled in. */
const UNGOVERNED = new Set([
  ...['OwnerId', 'IsActive', 'Pricebook2Id'],
  ...['Salutation', 'FirstName', 'MiddleName', 'Suffix'],
]);
const ADDRESS_PART =
  /^(?<prefix>\w*?)(?:Street|City|State|PostalCode|Country|Latitude|Longitude|GeocodeAccuracy)$/;

/** Who may do what: object permissions and field-level security. Sharing between records is not modelled. */
export class Access {
  #sets: ReadonlyMap<string, PermissionSet> = new Map();
  /** Answers that were given, by user as he was then: a bulk job asks the same for every value of every row. */
  #known = new WeakMap<OrgUser, Map<ObjectSchema, Map<FieldSchema, FieldAccess>>>();
  /** Fields that some permission set mentions: only these and optional fields are governed at all. */
  #granted: ReadonlySet<string> = new Set();

  #everybodys: ReadonlySet<string> = new Set();

  /** Permission sets of the org from now on, and fields (`Object.Field`) that everybody may read and edit. */
  replace(sets: readonly PermissionSet[], everybodys: ReadonlySet<string> = new Set()): void {
    this.#known = new WeakMap();
    this.#everybodys = everybodys;
    this.#sets = new Map(sets.map((set) => [set.name, set]));
    this.#granted = new Set(sets.flatMap((set) => [...set.fields.keys()]));
  }

  /** A detail's, an order product's and a price book entry's access is that of the record it belongs to. */
  mayObject(user: OrgUser, object: ObjectSchema, deed: Deed): boolean {
    if (object.kind === 'event' && (deed === 'edit' || deed === 'delete')) return false;
    if (OPEN.has(object.name)) return deed === 'read';
    if (user.isAdmin) return true;
    if (SET_UP.has(object.name)) return deed === 'read';
    const name = FOLLOWS[object.name] ?? object.name;
    return this.#setsOf(user).some(
      (set) =>
        set.objects.get(name)?.[deed] === true ||
        (set.standard && !object.custom && deed !== 'delete'),
    );
  }

  /** Custom fields need a grant even for an administrator; required and system fields cannot be hidden. */
  mayReadField(user: OrgUser, object: ObjectSchema, field: FieldSchema): boolean {
    return this.#fieldAccess(user, object, field).read;
  }

  mayEditField(user: OrgUser, object: ObjectSchema, field: FieldSchema): boolean {
    return this.#fieldAccess(user, object, field).edit;
  }

  /** User permissions, e.g. `EditActivatedOrders`. */
  has(user: OrgUser, permission: string): boolean {
    return user.isAdmin || this.#setsOf(user).some((set) => set.users.has(permission));
  }

  /** Custom permissions: nobody has them without a grant, an administrator neither. */
  hasCustom(user: OrgUser, permission: string): boolean {
    return this.#setsOf(user).some((set) => set.custom.has(permission));
  }

  #setsOf(user: OrgUser): PermissionSet[] {
    return user.permissionSets.flatMap((name) => this.#sets.get(name) ?? []);
  }

  #fieldAccess(user: OrgUser, object: ObjectSchema, field: FieldSchema): FieldAccess {
    const objects = this.#known.get(user) ?? new Map<ObjectSchema, Map<FieldSchema, FieldAccess>>();
    const fields = objects.get(object) ?? new Map<FieldSchema, FieldAccess>();
    const known = fields.get(field);
    if (known) return known;
    const access = {
      read: this.#mayField(user, object, field, () => true),
      edit: this.#mayField(user, object, field, ({ edit }) => edit),
    };
    this.#known.set(user, objects.set(object, fields.set(field, access)));
    return access;
  }

  #mayField(
    user: OrgUser,
    object: ObjectSchema,
    field: FieldSchema,
    suffices: (grant: { edit: boolean }) => boolean,
  ): boolean {
    const key = `${object.name}.${governing(object, field)}`;
    if (!this.#isGoverned(object, field, key)) return true;
    if (user.isAdmin) return !field.custom || this.#granted.has(key);
    return this.#setsOf(user).some((set) => {
      const grant = set.fields.get(key);
      if (set.standard && !field.custom) return true;
      return grant !== undefined && suffices(grant);
    });
  }

  #isGoverned(object: ObjectSchema, field: FieldSchema, key: string): boolean {
    if (object.kind !== 'sobject' || OPEN.has(object.name) || SET_UP.has(object.name)) return false;
    if (this.#everybodys.has(`${object.name}.${field.name}`)) return false;
    if (this.#granted.has(key)) return true;
    if (field.required || field.masterDetail || field.name === object.nameField) return false;
    if (UNGOVERNED.has(field.name)) return false;
    return field.updateable || field.type === 'address';
  }
}

/** Parts of an address are granted with the whole. */
function governing(object: ObjectSchema, field: FieldSchema): string {
  const prefix = ADDRESS_PART.exec(field.name)?.groups?.['prefix'];
  const whole = prefix === undefined ? '' : `${prefix}Address`;
  return object.fields.get(whole)?.type === 'address' ? whole : field.name;
}
