import { childOf, childrenOf, type MetadataFile, textOf, textsOf } from './metadata-file.ts';
import type { CustomField, PackageModel } from './package-model.ts';
import { LIST_COLUMNS } from './standard-fields.ts';

const objectOf = (file: MetadataFile): string => /objects\/([^/]+)\//.exec(file.path)?.[1] ?? '';

function lookupProblems(field: CustomField, model: PackageModel): string[] {
  const target = textOf(field.file.root, 'referenceTo');
  if (target === '') return [];
  const relationship = textOf(field.file.root, 'relationshipName');
  const rivals = model.fields.filter(
    ({ file }) =>
      textOf(file.root, 'referenceTo') === target &&
      textOf(file.root, 'relationshipName') === relationship,
  );
  return [
    ...(model.hasObject(target)
      ? []
      : [`${field.file.path}: referenceTo names ${target}, which does not exist. Correct it.`]),
    ...(relationship === ''
      ? [`${field.file.path}: has no relationshipName. Add one, in the plural.`]
      : []),
    ...(rivals.length > 1
      ? [`${field.file.path}: ${target} has two relationships ${relationship}. Rename one of them.`]
      : []),
  ];
}

function picklistValues(field: CustomField): string[] {
  const set = childOf(field.file.root, 'valueSet');
  const definition = set ? childOf(set, 'valueSetDefinition') : null;
  return definition
    ? childrenOf(definition, 'value').map((value) => textOf(value, 'fullName'))
    : [];
}

function filterProblems(view: MetadataFile, model: PackageModel): string[] {
  const object = objectOf(view);
  return childrenOf(view.root, 'filters').flatMap((filter) => {
    const name = textOf(filter, 'field');
    const field = model.fields.find((known) => known.object === object && known.name === name);
    if (!field) return [`${view.path}: filters by ${name}, which ${object} lacks. Correct it.`];
    if (field.type !== 'Picklist') return [];
    const values = picklistValues(field);
    return textOf(filter, 'value')
      .split(',')
      .filter((value) => !values.includes(value))
      .map((value) => `${view.path}: ${name} has no value "${value}". Correct the filter.`);
  });
}

function unknownFields(file: MetadataFile, names: readonly string[], model: PackageModel) {
  const object = objectOf(file);
  return names
    .filter((name) => !LIST_COLUMNS.includes(name) && !model.hasField(object, name))
    .map((name) => `${file.path}: shows ${name}, which ${object} lacks. Correct or remove it.`);
}

function objectFileProblems(file: MetadataFile, model: PackageModel): string[] {
  const layout = textOf(file.root, 'compactLayoutAssignment');
  const layouts = model.files.filter(
    (other) => other.root.name === 'CompactLayout' && objectOf(other) === objectOf(file),
  );
  const shown = childOf(file.root, 'searchLayouts')?.children.map((child) => child.text) ?? [];
  return [
    ...(layout !== '' && !layouts.some((known) => known.name === layout)
      ? [`${file.path}: has no compact layout ${layout}. Add it or assign another.`]
      : []),
    ...unknownFields(file, shown, model),
  ];
}

/** Names in objects, fields, compact layouts and list views that lead nowhere. */
export function objectProblems(model: PackageModel): string[] {
  const views = model.files.filter((file) => file.root.name === 'ListView');
  const compact = model.files.filter((file) => file.root.name === 'CompactLayout');
  return [
    ...model.fields.flatMap((field) => lookupProblems(field, model)),
    ...[...model.objects.values()].flatMap((file) => objectFileProblems(file, model)),
    ...views.flatMap((view) => unknownFields(view, textsOf(view.root, 'columns'), model)),
    ...views.flatMap((view) => filterProblems(view, model)),
    ...compact.flatMap((file) => unknownFields(file, textsOf(file.root, 'fields'), model)),
  ];
}
