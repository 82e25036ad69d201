import {
  childrenOf,
  type MetadataFile,
  textOf,
  textsOf,
  withDescendants,
} from './metadata-file.ts';
import type { PackageModel } from './package-model.ts';
import { LIST_COLUMNS } from './standard-fields.ts';

const named = (model: PackageModel, folder: string): Set<string> =>
  new Set(model.inFolder(folder).map((file) => file.name));

function layoutProblems(layout: MetadataFile, model: PackageModel): string[] {
  const object = layout.name.split('-')[0] ?? '';
  if (!model.objects.has(object)) {
    return [`${layout.path}: ${object} does not exist. Name the file after its object.`];
  }
  const shown = childrenOf(layout.root, 'layoutSections')
    .flatMap((section) => childrenOf(section, 'layoutColumns'))
    .flatMap((column) => childrenOf(column, 'layoutItems'))
    .map((item) => textOf(item, 'field'));
  const own = model.fields.filter((field) => field.object === object);
  return [
    ...shown
      .filter((field) => !model.hasField(object, field))
      .map((field) => `${layout.path}: shows ${field}, which ${object} lacks. Remove it.`),
    ...shown
      .filter((field, index) => shown.indexOf(field) !== index)
      .map((field) => `${layout.path}: shows ${field} twice. Remove one of them.`),
    ...own
      .filter(({ name }) => !shown.includes(name))
      .map(({ name }) => `${layout.path}: does not show ${name}. Put it into a section.`),
    ...childrenOf(layout.root, 'relatedLists').flatMap((list) =>
      relatedListProblems(layout, textOf(list, 'relatedList'), textsOf(list, 'fields'), model),
    ),
  ];
}

function relatedListProblems(
  layout: MetadataFile,
  relatedList: string,
  columns: readonly string[],
  model: PackageModel,
): string[] {
  const [child = '', lookup = ''] = relatedList.split('.');
  if (model.parent(child, lookup) !== layout.name.split('-')[0]) {
    return [
      `${layout.path}: ${relatedList} is no lookup to this object. Correct the related list.`,
    ];
  }
  return columns
    .filter((column) => !LIST_COLUMNS.includes(column) && !model.hasField(child, column))
    .map((column) => `${layout.path}: ${child} has no field ${column}. Correct the related list.`);
}

function tabProblems(tab: MetadataFile, model: PackageModel): string[] {
  const page = textOf(tab.root, 'flexiPage');
  if (page !== '' && !named(model, 'flexipages').has(page)) {
    return [`${tab.path}: opens page ${page}, which does not exist. Correct it or add the page.`];
  }
  if (textOf(tab.root, 'customObject') === 'true' && !model.objects.has(tab.name)) {
    return [`${tab.path}: there is no object ${tab.name}. Name the tab after its object.`];
  }
  return [];
}

function pageProblems(page: MetadataFile, model: PackageModel): string[] {
  const facets = new Set(textsOfAll(page, 'flexiPageRegions'));
  const values = withDescendants(page.root)
    .filter(({ name }) => name === 'componentInstanceProperties')
    .filter((property) => ['body', 'tabs'].includes(textOf(property, 'name')))
    .map((property) => textOf(property, 'value'));
  const components = withDescendants(page.root)
    .filter(({ name, text }) => name === 'componentName' && text.startsWith('c:'))
    .map(({ text }) => text.slice(2));
  const object = textOf(page.root, 'sobjectType');
  return [
    ...components
      .filter((component) => !model.hasComponent(component))
      .map((component) => `${page.path}: there is no component ${component}. Add it to lwc/.`),
    ...values
      .filter((value) => !facets.has(value))
      .map((value) => `${page.path}: there is no facet ${value}. Add the region or correct it.`),
    ...(object === '' || model.hasObject(object)
      ? []
      : [`${page.path}: there is no object ${object}. Correct sobjectType.`]),
  ];
}

function textsOfAll(page: MetadataFile, region: string): string[] {
  return childrenOf(page.root, region).map((element) => textOf(element, 'name'));
}

function appProblems(app: MetadataFile, model: PackageModel): string[] {
  const tabs = [...textsOf(app.root, 'tabs'), textOf(app.root, 'defaultLandingTab')];
  const pages = childrenOf(app.root, 'actionOverrides').map((item) => textOf(item, 'content'));
  return [
    ...tabs
      .filter((tab) => !tab.startsWith('standard-') && !named(model, 'tabs').has(tab))
      .map((tab) => `${app.path}: there is no tab ${tab}. Add the tab or remove it here.`),
    ...pages
      .filter((page) => !named(model, 'flexipages').has(page))
      .map((page) => `${app.path}: there is no page ${page}. Add the page or remove the override.`),
  ];
}

/** Names in layouts, tabs, pages and apps that lead nowhere. */
export function pageReferenceProblems(model: PackageModel): string[] {
  return [
    ...model.inFolder('layouts').flatMap((file) => layoutProblems(file, model)),
    ...model.inFolder('tabs').flatMap((file) => tabProblems(file, model)),
    ...model.inFolder('flexipages').flatMap((file) => pageProblems(file, model)),
    ...model.inFolder('applications').flatMap((file) => appProblems(file, model)),
  ];
}
