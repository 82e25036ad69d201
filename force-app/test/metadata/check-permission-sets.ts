import { childrenOf, type MetadataFile, textOf, textsOf } from './metadata-file.ts';
import type { CustomField, PackageModel } from './package-model.ts';
import { isStandardObject } from './standard-fields.ts';

interface ObjectAccess {
  readonly object: string;
  readonly read: boolean;
  readonly create: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  readonly viewAll: boolean;
  readonly modifyAll: boolean;
}

interface Access {
  readonly objects: ReadonlyMap<string, ObjectAccess>;
  /** `Object.Field` to whether it may be edited; a field that is not here cannot be read. */
  readonly fields: ReadonlyMap<string, { readonly editable: boolean }>;
  readonly tabs: readonly string[];
  readonly userPermissions: readonly string[];
}

/** What a permission set grants, read from its file. */
export function accessOf(file: MetadataFile): Access {
  const objects = childrenOf(file.root, 'objectPermissions').map((permission): ObjectAccess => {
    const is = (name: string): boolean => textOf(permission, name) === 'true';
    return {
      object: textOf(permission, 'object'),
      read: is('allowRead'),
      create: is('allowCreate'),
      edit: is('allowEdit'),
      delete: is('allowDelete'),
      viewAll: is('viewAllRecords'),
      modifyAll: is('modifyAllRecords'),
    };
  });
  const fields = childrenOf(file.root, 'fieldPermissions')
    .filter((permission) => textOf(permission, 'readable') === 'true')
    .map((permission) => ({
      name: textOf(permission, 'field'),
      editable: textOf(permission, 'editable') === 'true',
    }));
  return {
    objects: new Map(objects.map((access) => [access.object, access])),
    fields: new Map(fields.map(({ name, editable }) => [name, { editable }])),
    tabs: childrenOf(file.root, 'tabSettings').map((setting) => textOf(setting, 'tab')),
    userPermissions: childrenOf(file.root, 'userPermissions').map((item) => textOf(item, 'name')),
  };
}

/** Fields that a permission set can grant: neither required nor master-detail, and on a real object. */
export function grantableFields(model: PackageModel): CustomField[] {
  return model.fields.filter((field) => {
    const object = model.objects.get(field.object)?.root;
    const setting = object ? textOf(object, 'customSettingsType') !== '' : false;
    return !field.required && !setting && !field.object.endsWith('__e');
  });
}

function unsoundObject(access: ObjectAccess): string | null {
  const { object, read, edit, viewAll, modifyAll } = access;
  if (!read) return `${object} without allowRead`;
  if (access.delete && !edit) return `${object}: allowDelete without allowEdit`;
  if (modifyAll && !(access.delete && viewAll)) {
    return `${object}: modifyAllRecords without allowDelete and viewAllRecords`;
  }
  if (object.endsWith('__e') && (edit || access.delete || viewAll || modifyAll)) {
    return `${object}: an event can only be read and created`;
  }
  return null;
}

/** Apps, tabs and custom settings that the set names and the package lacks. */
function unknownNames(file: MetadataFile, model: PackageModel): string[] {
  const names = (element: string, child: string): string[] =>
    childrenOf(file.root, element).map((item) => textOf(item, child));
  const inFolder = (folder: string, name: string): boolean =>
    model.inFolder(folder).some((known) => known.name === name);
  return [
    ...names('applicationVisibilities', 'application').filter(
      (name) => !inFolder('applications', name),
    ),
    ...names('tabSettings', 'tab').filter((name) => !inFolder('tabs', name)),
    ...names('customSettingAccesses', 'name').filter((name) => !model.objects.has(name)),
  ];
}

/** What a deploy or the packaging of a permission set would refuse or drop. */
export function permissionSetProblems(file: MetadataFile, model: PackageModel): string[] {
  const access = accessOf(file);
  const grantable = new Set(grantableFields(model).map(({ object, name }) => `${object}.${name}`));
  const objects = [...access.objects.values()];
  const problems = [
    ...objects
      .filter(({ object }) => isStandardObject(object) || !model.objects.has(object))
      .map(({ object }) => `grants ${object}. A package grants only its own objects.`),
    ...objects
      .map(unsoundObject)
      .filter((text) => text !== null)
      .map((text) => `${text}. Complete it.`),
    ...[...access.fields.keys()]
      .filter((field) => !grantable.has(field))
      .map((field) => `grants ${field}: unknown, required or master-detail. Remove it.`),
    ...access.userPermissions.map((name) => `grants ${name}. Packages drop it: remove it.`),
    ...unknownNames(file, model).map((name) => `names ${name}, which does not exist. Remove it.`),
    ...textsOf(file.root, 'license').map((name) => `needs ${name}. Remove the license.`),
  ];
  return problems.map((text) => `${file.path}: ${text}`);
}
