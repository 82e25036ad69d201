import type { FieldType, MetadataTypes } from './metadata-types.ts';
import type { Element } from './xml-element.ts';

/** Elements whose content the Metadata API takes as it is; their own schema is not published. */
const FREE_FORM = new Set(['targetConfigs']);

const SCALARS: Record<string, { readonly form: RegExp; readonly say: string }> = {
  boolean: { form: /^(true|false)$/, say: 'true or false' },
  number: { form: /^-?\d+(\.\d+)?$/, say: 'a number' },
};

function valueProblem(element: Element, type: string, types: MetadataTypes): string | null {
  const scalar = SCALARS[type];
  if (scalar && !scalar.form.test(element.text)) {
    return `<${element.name}> is "${element.text}". Write ${scalar.say}.`;
  }
  const values = types.valuesOf(type);
  if (values && !values.includes(element.text)) {
    return `<${element.name}> is "${element.text}", which ${type} does not know. Write one of: ${values.slice(0, 12).join(', ')}.`;
  }
  return null;
}

function childProblems(child: Element, field: FieldType, types: MetadataTypes): string[] {
  if (FREE_FORM.has(child.name)) return [];
  if (types.fieldsOf(field.type)) return elementProblems(child, field.type, types);
  if (child.children.length > 0) {
    return [
      `<${child.name}> is a ${field.type} and holds elements. Put its value straight into it.`,
    ];
  }
  const problem = valueProblem(child, field.type, types);
  return problem ? [problem] : [];
}

function missing(element: Element, type: string, types: MetadataTypes): string[] {
  const present = new Set(element.children.map((child) => child.name));
  return [...(types.fieldsOf(type) ?? [])]
    .filter(([name, field]) => !field.optional && !present.has(name))
    .map(([name]) => `<${element.name}> lacks <${name}>, which ${type} requires. Add it.`);
}

function repeated(element: Element, type: string, types: MetadataTypes): string[] {
  const fields = types.fieldsOf(type);
  const names = element.children.map((child) => child.name);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...twice]
    .filter((name) => fields?.get(name)?.many === false)
    .map((name) => `<${element.name}> holds <${name}> more than once. Keep one of them.`);
}

/** Everything the Metadata API would refuse in an element of the given type. */
export function elementProblems(element: Element, type: string, types: MetadataTypes): string[] {
  const fields = types.fieldsOf(type);
  if (!fields) {
    return [`<${element.name}> is no metadata type. Correct the name of the root element.`];
  }
  const unknown = element.children
    .filter((child) => !fields.has(child.name))
    .map((child) => `${type} knows no <${child.name}>. Correct the name or remove the element.`);
  const nested = element.children.flatMap((child) => {
    const field = fields.get(child.name);
    return field ? childProblems(child, field, types) : [];
  });
  return [
    ...unknown,
    ...missing(element, type, types),
    ...repeated(element, type, types),
    ...nested,
  ];
}
