import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseXml, type XmlNode } from '../automation/xml-node.ts';
import type { OrgSchema } from '../schema/load-schema.ts';

export interface ObjectGrant {
  readonly read: boolean;
  readonly create: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
}

/** What a permission set grants, by canonical names: objects, `Object.Field`, user permissions, custom settings. */
export interface PermissionSet {
  readonly name: string;
  readonly label: string;
  readonly packaged: boolean;
  readonly objects: ReadonlyMap<string, ObjectGrant>;
  readonly fields: ReadonlyMap<string, { readonly edit: boolean }>;
  readonly users: ReadonlySet<string>;
  /** Custom permissions. */
  readonly custom: ReadonlySet<string>;
  /** A profile for people: every standard field and object, except deleting. */
  readonly standard: boolean;
}

const END = '.permissionset-meta.xml';
const isTrue = (node: XmlNode, tag: string): boolean => node.text(tag) === 'true';

/** @throws Error when a field is granted that the org does not have: the real deploy fails as well. */
function fieldKey(schema: OrgSchema, reference: string, setName: string): string {
  const [objectName = '', fieldName = ''] = reference.split('.');
  const object = schema.findObject(objectName, schema.namespace);
  const field = object && schema.findField(object, fieldName, schema.namespace);
  if (!object || !field) throw new Error(`${setName} grants ${reference}, which does not exist`);
  return `${object.name}.${field.name}`;
}

function readObjects(node: XmlNode, schema: OrgSchema, setName: string): Map<string, ObjectGrant> {
  const grants = new Map<string, ObjectGrant>();
  for (const grant of node.children('objectPermissions')) {
    const object = schema.findObject(grant.need('object'), schema.namespace);
    if (!object) throw new Error(`${setName} grants ${grant.need('object')}, which does not exist`);
    grants.set(object.name, {
      read: isTrue(grant, 'allowRead'),
      create: isTrue(grant, 'allowCreate'),
      edit: isTrue(grant, 'allowEdit'),
      delete: isTrue(grant, 'allowDelete'),
    });
  }
  for (const setting of node.children('customSettingAccesses')) {
    const object = schema.findObject(setting.need('name'), schema.namespace);
    if (object && isTrue(setting, 'enabled'))
      grants.set(object.name, { read: true, create: true, edit: true, delete: true });
  }
  return grants;
}

/** @throws Error when the set names an object or field that does not exist. */
export function readPermissionSet(
  name: string,
  xml: string,
  packaged: boolean,
  schema: OrgSchema,
): PermissionSet {
  const node = parseXml(xml, 'PermissionSet');
  const readable = node.children('fieldPermissions').filter((field) => isTrue(field, 'readable'));
  const enabled = node.children('userPermissions').filter((user) => isTrue(user, 'enabled'));
  return {
    name,
    packaged,
    standard: false,
    label: node.need('label'),
    objects: readObjects(node, schema, name),
    fields: new Map(
      readable.map((field) => [
        fieldKey(schema, field.need('field'), name),
        { edit: isTrue(field, 'editable') },
      ]),
    ),
    users: new Set(enabled.map((permission) => permission.need('name'))),
    custom: new Set(
      node
        .children('customPermissions')
        .filter((permission) => isTrue(permission, 'enabled'))
        .map((permission) => permission.need('name')),
    ),
  };
}

/**
 * The permission sets of the package and those deployed beside it.
 * @throws Error when one names an object or field that does not exist.
 */
export function loadPermissionSets(
  packageDir: string,
  unpackagedDir: string,
  schema: OrgSchema,
): PermissionSet[] {
  return [packageDir, unpackagedDir].flatMap((dir, index) => {
    const folder = path.join(dir, 'permissionsets');
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((file) => file.endsWith(END))
      .sort()
      .map((file) => {
        const xml = readFileSync(path.join(folder, file), 'utf8');
        return readPermissionSet(file.slice(0, -END.length), xml, index === 0, schema);
      });
  });
}

/** Stands for a profile that lets people work with standard objects. */
export function standardProfile(name: string): PermissionSet {
  const none = {
    objects: new Map(),
    fields: new Map(),
    users: new Set(['ActivateOrder']),
    custom: new Set<string>(),
  };
  return { name, label: name, packaged: false, standard: true, ...none };
}
