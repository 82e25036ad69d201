import { timestamp, type Kernel } from './kernel.ts';
import type { PermissionSet } from './access/permission-sets.ts';
import type { OrgUser, Row } from './ports.ts';
import type { OrgSchema } from './schema/load-schema.ts';
import type { RecordStore } from './store/record-store.ts';

const ADMIN_PROFILE = 'System Administrator';
export const STANDARD_PROFILE = 'Standard User';
const API_PROFILE = 'Minimum Access - API Only Integrations';

interface SeedUser {
  readonly key: string;
  readonly name: readonly [string, string];
  readonly profile: string;
  readonly sets: readonly string[];
}

const USERS: readonly SeedUser[] = [
  { key: 'admin', name: ['Ada', 'Admin'], profile: ADMIN_PROFILE, sets: ['Linnworks_Admin'] },
  {
    key: 'integration',
    name: ['Linnworks', 'Integration'],
    profile: API_PROFILE,
    sets: ['Linnworks_Integration', 'Linnworks_Integration_Standard_Objects'],
  },
  {
    key: 'operator',
    name: ['Olu', 'Operator'],
    profile: STANDARD_PROFILE,
    sets: ['Linnworks_Operator'],
  },
  {
    key: 'viewer',
    name: ['Vera', 'Viewer'],
    profile: STANDARD_PROFILE,
    sets: ['Linnworks_Viewer'],
  },
  { key: 'nobody', name: ['Nils', 'Nobody'], profile: STANDARD_PROFILE, sets: [] },
];

type Put = (object: string, values: Row) => string;

function putter(schema: OrgSchema, store: RecordStore, now: Date): Put {
  return (name, values) => {
    const object = schema.findObject(name);
    if (!object) throw new Error(`The org cannot be seeded: there is no ${name}`);
    const at = timestamp(now);
    const stamps = { CreatedDate: at, LastModifiedDate: at, SystemModstamp: at, IsDeleted: false };
    const row: Row = { Id: store.newId(object), ...stamps, ...values };
    store.put(object, row);
    return String(row['Id']);
  };
}

function seedUsers(put: Put, setIds: ReadonlyMap<string, string>): void {
  const profiles = new Map(
    [ADMIN_PROFILE, STANDARD_PROFILE, API_PROFILE].map((Name) => [
      Name,
      put('Profile', { Name, UserType: 'Standard' }),
    ]),
  );
  for (const { key, name, profile, sets } of USERS) {
    const [FirstName, LastName] = name;
    const userId = put('User', {
      Username: `${key}@merchant.example`,
      Email: `${key}@merchant.example`,
      Alias: key.slice(0, 8),
      FirstName,
      LastName,
      Name: `${FirstName} ${LastName}`,
      IsActive: true,
      UserType: 'Standard',
      ProfileId: profiles.get(profile),
      LocaleSidKey: 'en_GB',
      LanguageLocaleKey: 'en_US',
      TimeZoneSidKey: 'Europe/London',
      EmailEncodingKey: 'UTF-8',
    });
    for (const set of sets) {
      const PermissionSetId = setIds.get(set);
      if (PermissionSetId !== undefined)
        put('PermissionSetAssignment', { PermissionSetId, AssigneeId: userId });
    }
  }
}

export function permissionSetRow(
  { name, label, packaged }: Pick<PermissionSet, 'name' | 'label' | 'packaged'>,
  namespace: string,
): Row {
  return {
    Name: name,
    Label: label,
    NamespacePrefix: packaged && namespace !== '' ? namespace : null,
    IsOwnedByProfile: false,
    IsCustom: true,
  };
}

/** What an org has before anybody does anything: itself, its users, statuses and the standard price book. */
export function seedOrg(
  schema: OrgSchema,
  store: RecordStore,
  sets: readonly PermissionSet[],
  now: Date,
): void {
  const put = putter(schema, store, now);
  put('Organization', {
    Name: 'Merchant Ltd',
    InstanceName: 'EMU1',
    IsSandbox: true,
    OrganizationType: 'Enterprise Edition',
    NamespacePrefix: null,
    LanguageLocaleKey: 'en_US',
    DefaultLocaleSidKey: 'en_GB',
    TimeZoneSidKey: 'Europe/London',
    Country: 'GB',
  });
  const setIds = new Map(
    sets.map(({ name, label, packaged }) => {
      const values = permissionSetRow({ name, label, packaged }, schema.namespace);
      return [name, put('PermissionSet', values)];
    }),
  );
  seedUsers(put, setIds);
  seedCurrency(schema, put);
  put('Pricebook2', { Name: 'Standard Price Book', IsActive: true, IsStandard: true });
  ['Draft', 'Activated'].forEach((status, index) =>
    put('OrderStatus', {
      MasterLabel: status,
      ApiName: status,
      StatusCode: status,
      SortOrder: index + 1,
      IsDefault: index === 0,
    }),
  );
}

/** An org with several currencies has its corporate one from the start; others are added. */
function seedCurrency(schema: OrgSchema, put: Put): void {
  if (schema.findObject('CurrencyType'))
    put('CurrencyType', {
      IsoCode: 'GBP',
      ConversionRate: 1,
      DecimalPlaces: 2,
      IsActive: true,
      IsCorporate: true,
    });
}

/** The user with the permission sets assigned now; a profile counts as one more. */
export function readUser({ schema, store }: Pick<Kernel, 'schema' | 'store'>, id: string): OrgUser {
  const row = store.find(id);
  const assignments = schema.findObject('PermissionSetAssignment');
  const assignee = assignments?.fields.get('AssigneeId');
  if (!row || !assignments || !assignee) throw new Error(`There is no user ${id}`);
  const profile = store.find(String(row['ProfileId']))?.['Name'];
  const sets = store
    .byKey(assignments, assignee, id)
    .map((assignment) => store.find(String(assignment['PermissionSetId']))?.['Name']);
  return {
    id,
    username: String(row['Username']),
    isAdmin: profile === ADMIN_PROFILE,
    permissionSets: [profile, ...sets].filter((name) => typeof name === 'string'),
  };
}
