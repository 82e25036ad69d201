import { parseXml } from '../automation/xml-node.ts';
import type { OrgSchema } from '../schema/load-schema.ts';
import { dashboardProblems, reportProblems, reportTypeProblems } from './check-reports.ts';
import {
  isCustomName,
  keyOf,
  messageOf,
  problemOf,
  type Component,
  type Problem,
} from './component.ts';

interface Place {
  readonly component: Component;
  readonly state: ReadonlyMap<string, Component>;
  readonly schema: OrgSchema;
}

type Check = (place: Place) => string[];

const has = ({ state }: Place, type: string, fullName: string): boolean =>
  state.has(keyOf({ type, fullName }));

const textsOf = (text: string, element: string): string[] =>
  [...text.matchAll(new RegExp(`<${element}>([^<]+)</${element}>`, 'g'))].map(
    ([, found = '']) => found,
  );

const notFound = (what: string, name: string): string => `no ${what} named ${name} found`;

/** Tabs of an installed package are not among the deployed components; each of its objects has one. */
function isOfPackage({ schema }: Place, name: string): boolean {
  return schema.namespace !== '' && Boolean(schema.findObject(name, schema.namespace));
}

function checkTabs(place: Place, names: readonly string[]): string[] {
  return names
    .filter((name) => isCustomName(name) && !has(place, 'CustomTab', name))
    .filter((name) => !isOfPackage(place, name))
    .map((name) => `In field: tab - ${notFound('CustomTab', name)}`);
}

const layout: Check = ({ component, schema }) => {
  const [name = ''] = component.fullName.split('-');
  const object = schema.findObject(name, schema.namespace);
  if (!object) return [`Parent entity failed to deploy: ${name}`];
  return textsOf(component.text, 'field')
    .filter((field) => isCustomName(field) && !schema.findField(object, field, schema.namespace))
    .map((field) => `In field: field - ${notFound('CustomField', `${name}.${field}`)}`);
};

const tab: Check = (place) => {
  const { component, schema } = place;
  const node = parseXml(component.text, 'CustomTab');
  const page = node.text('flexiPage');
  if (page !== null && !has(place, 'FlexiPage', page))
    return [`In field: flexiPage - ${notFound('FlexiPage', page)}`];
  const isOfObject = node.text('customObject') === 'true';
  return isOfObject && !schema.findObject(component.fullName)
    ? [`In field: customObject - ${notFound('CustomObject', component.fullName)}`]
    : [];
};

const page: Check = (place) =>
  textsOf(place.component.text, 'componentName')
    .filter((name) => name.startsWith('c:'))
    .map((name) => name.slice(2))
    .filter((name) => !has(place, 'LightningComponentBundle', name))
    .map((name) => `We couldn't retrieve the design time component information for c:${name}`);

const bundle: Check = (place) => {
  const files = Object.values(JSON.parse(place.component.text) as Record<string, string>);
  const scripts = files.join('\n');
  const labels = [...scripts.matchAll(/@salesforce\/label\/c\.(\w+)/g)].map(([, l = '']) => l);
  const modules = [...scripts.matchAll(/from ['"]c\/(\w+)['"]/g)].map(([, m = '']) => m);
  return [
    ...labels
      .filter((name) => !has(place, 'CustomLabel', name))
      .map((name) => `Invalid reference ${name} of type label`),
    ...modules
      .filter((name) => !has(place, 'LightningComponentBundle', name))
      .map((name) => `No MODULE named markup://c:${name} found`),
  ];
};

const oauth: Check = (place) => {
  const node = parseXml(place.component.text, 'ExtlClntAppOauthSettings');
  const name = node.need('externalClientApplication');
  return has(place, 'ExternalClientApplication', name)
    ? []
    : [`In field: externalClientApplication - ${notFound('ExternalClientApplication', name)}`];
};

const listed: Check = ({ component, schema }) => {
  const [name = ''] = component.fullName.split('.');
  const object = schema.findObject(name, schema.namespace);
  if (!object) return [`Entity of ${name} is not found`];
  const element = component.type === 'ListView' ? 'columns' : 'fields';
  return textsOf(component.text, element)
    .filter((field) => isCustomName(field) && !schema.findField(object, field, schema.namespace))
    .map((field) => `Could not resolve list view column: ${field}`);
};

const CHECKS: Readonly<Record<string, Check>> = {
  CompactLayout: listed,
  CustomApplication: (place) => checkTabs(place, textsOf(place.component.text, 'tabs')),
  CustomTab: tab,
  Dashboard: dashboardProblems,
  ExtlClntAppOauthSettings: oauth,
  FlexiPage: page,
  Layout: layout,
  LightningComponentBundle: bundle,
  ListView: listed,
  Report: reportProblems,
  ReportType: reportTypeProblems,
  PermissionSet: (place) => checkTabs(place, textsOf(place.component.text, 'tab')),
};

/** What a component names and the state has not, in Salesforce's words where they are known. */
export function referenceProblems(
  component: Component,
  state: ReadonlyMap<string, Component>,
  schema: OrgSchema,
): Problem[] {
  try {
    const messages = CHECKS[component.type]?.({ component, state, schema }) ?? [];
    return messages.map((message) => problemOf(component, message));
  } catch (error) {
    return [problemOf(component, messageOf(error))];
  }
}
