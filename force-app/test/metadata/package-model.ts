import { existsSync } from 'node:fs';
import path from 'node:path';
import { childrenOf, type MetadataFile, PACKAGE, readMetadata, textOf } from './metadata-file.ts';
import {
  isStandardField,
  isStandardObject,
  standardParent,
  SYSTEM_FIELDS,
} from './standard-fields.ts';

export interface CustomField {
  readonly object: string;
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly file: MetadataFile;
}

/** The package as the checks see it. */
export interface PackageModel {
  readonly files: readonly MetadataFile[];
  /** Objects with a file of their own; standard objects only carry fields. */
  readonly objects: ReadonlyMap<string, MetadataFile>;
  readonly fields: readonly CustomField[];
  inFolder(folder: string): MetadataFile[];
  hasObject(name: string): boolean;
  hasField(object: string, field: string): boolean;
  /** The object behind a relationship name such as `Order` or `Order__r`; null when there is none. */
  parent(object: string, relationship: string): string | null;
  hasComponent(name: string): boolean;
  readonly labels: ReadonlySet<string>;
}

function objectOf(file: MetadataFile): string {
  return /objects\/([^/]+)\//.exec(file.path)?.[1] ?? '';
}

function customFieldsIn(files: readonly MetadataFile[]): CustomField[] {
  return files
    .filter((file) => file.root.name === 'CustomField')
    .map((file) => ({
      object: objectOf(file),
      name: textOf(file.root, 'fullName'),
      type: textOf(file.root, 'type'),
      required:
        textOf(file.root, 'required') === 'true' || textOf(file.root, 'type') === 'MasterDetail',
      file,
    }));
}

/** Objects, fields and labels as far as the given files hold them; components are looked up on disk. */
export function modelOf(files: readonly MetadataFile[]): PackageModel {
  const objects = new Map(
    files
      .filter((file) => file.root.name === 'CustomObject')
      .map((file) => [objectOf(file), file] as const),
  );
  const fields = customFieldsIn(files);
  const find = (object: string, name: string): CustomField | undefined =>
    fields.find((field) => field.object === object && field.name === name);
  const labels = files
    .filter((file) => file.root.name === 'CustomLabels')
    .flatMap((file) => childrenOf(file.root, 'labels').map((label) => textOf(label, 'fullName')));
  return {
    files,
    objects,
    fields,
    labels: new Set(labels),
    inFolder: (folder) => files.filter((file) => file.folder === folder),
    hasObject: (name) => objects.has(name) || isStandardObject(name),
    hasField: (object, field) =>
      find(object, field) !== undefined ||
      isStandardField(object, field) ||
      (objects.has(object) && SYSTEM_FIELDS.includes(field)) ||
      // Whose row of a hierarchy custom setting it is.
      (object === 'Linnworks_Switches__c' && field === 'SetupOwnerId'),
    parent(object, relationship) {
      const lookup = find(object, relationship.replace(/__r$/, '__c'));
      return lookup
        ? textOf(lookup.file.root, 'referenceTo')
        : standardParent(object, relationship);
    },
    hasComponent: (name) => existsSync(path.join(PACKAGE, 'lwc', name, `${name}.js-meta.xml`)),
  };
}

/** The package as it is in the repository. */
export function readPackage(): PackageModel {
  return modelOf(readMetadata(PACKAGE));
}
