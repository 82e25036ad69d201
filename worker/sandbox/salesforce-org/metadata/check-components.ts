import { readPermissionSet } from '../access/permission-sets.ts';
import { parseXml } from '../automation/xml-node.ts';
import { readCustomField } from '../schema/custom-field.ts';
import { readStandardObjects } from '../schema/standard-objects.ts';
import type { OrgSchema } from '../schema/load-schema.ts';
import { elementProblems } from './check-shape.ts';
import { referenceProblems } from './check-references.ts';
import {
  isCustomName,
  keyOf,
  messageOf,
  problemOf,
  type Component,
  type Problem,
} from './component.ts';
import { metadataTypes, type MetadataTypes } from './metadata-types.ts';
import { parseElement } from './xml-element.ts';

export type Components = ReadonlyMap<string, Component>;

let types: MetadataTypes | null = null;
const standardObjects = new Set(readStandardObjects().map(({ name }) => name));

/** What the Metadata API refuses whatever else is in the org: unknown elements, wrong values. */
export function shapeProblems(component: Component): Problem[] {
  const { type, text } = component;
  if (type === 'LightningComponentBundle') return bundleProblems(component);
  const element = parseElement(text);
  if (!element) return [problemOf(component, 'The file holds no XML element')];
  types ??= metadataTypes();
  return elementProblems(element, type, types).map((message) => problemOf(component, message));
}

/** A bundle is a component with its script, or a style sheet that other bundles import. */
function bundleProblems(component: Component): Problem[] {
  const files = JSON.parse(component.text) as Record<string, string>;
  const { fullName } = component;
  const needsScript =
    files[`${fullName}.css`] === undefined || files[`${fullName}.html`] !== undefined;
  return [...(needsScript ? [`${fullName}.js`] : []), `${fullName}.js-meta.xml`]
    .filter((name) => files[name] === undefined)
    .map((name) => problemOf(component, `The bundle has no ${name}`));
}

/** Whether the objects and fields of the state fit together, before a schema is made of them. */
export function fieldProblems(component: Component, state: Components): Problem[] {
  const { type, fullName, text } = component;
  if (type === 'CustomObject' && isCustomName(fullName)) return objectProblems(component);
  if (type !== 'CustomField') return [];
  const hasObject = (name: string): boolean =>
    standardObjects.has(name) || state.has(keyOf({ type: 'CustomObject', fullName: name }));
  const [object = ''] = fullName.split('.');
  if (!hasObject(object)) return [problemOf(component, `Entity of ${object} is not found`)];
  try {
    const field = readCustomField(parseXml(text, 'fields'), (name) => name);
    const missing = field.referenceTo.filter((name) => !hasObject(name));
    return missing.map((name) => {
      const message = `referenceTo value of '${name}' does not resolve to a valid sObject type`;
      return problemOf(component, message);
    });
  } catch (error) {
    return [problemOf(component, messageOf(error))];
  }
}

function objectProblems(component: Component): Problem[] {
  const node = parseXml(component.text, 'CustomObject');
  return node.text('label') === null
    ? [problemOf(component, 'Must specify a label for the custom object')]
    : [];
}

/** Whether what a component names is there, in the schema of the state it would be deployed into. */
export function usageProblems(
  component: Component,
  state: Components,
  schema: OrgSchema,
): Problem[] {
  if (component.type !== 'PermissionSet') return referenceProblems(component, state, schema);
  try {
    readPermissionSet(component.fullName, component.text, false, schema);
    return referenceProblems(component, state, schema);
  } catch (error) {
    return [problemOf(component, messageOf(error))];
  }
}
