import type { FieldSchema, ObjectSchema, OrgCore, Row, SaveContext } from '../ports.ts';
import { text, valueOfField, type Value } from './formula/values.ts';
import type { Flow } from './flow-model.ts';
import type { Names } from './names.ts';

const FLOW_GLOBALS = new Set(['CurrentDate', 'CurrentDateTime', 'FaultMessage', 'InterviewGuid']);
const USER_GLOBALS = new Set(['Id', 'Username']);

/** The last field of `A.B.Field`, walked from the object; `rowOf` is asked for each parent on the way. */
function walkFields(
  path: readonly string[],
  from: ObjectSchema,
  names: Names,
  follow: (field: FieldSchema, parent: ObjectSchema) => void,
): FieldSchema {
  let object = from;
  for (const step of path.slice(0, -1)) {
    const relationship = names.relationship(object, step);
    if (!relationship) throw new Error(`${object.name} has no relationship ${step}`);
    follow(relationship.field, relationship.parent);
    object = relationship.parent;
  }
  return names.field(object, path.at(-1) ?? '');
}

/** @throws Error when the merge field names nothing that exists. */
export function checkPath(path: readonly string[], flow: Flow, names: Names): void {
  const [root = '', ...rest] = path;
  const shown = path.join('.');
  if (root === '$Record' || root === '$Record__Prior') {
    walkFields(rest, flow.object, names, () => undefined);
  } else if (root === '$Setup') {
    const setting = names.object(rest[0] ?? '');
    if (setting.kind !== 'hierarchySetting')
      throw new Error(`${shown} is no hierarchy custom setting`);
    names.field(setting, rest[1] ?? '');
  } else if (root === '$Organization') {
    if (shown !== '$Organization.Id') throw new Error(`${shown} is not modelled`);
  } else if (root === '$Flow' || root === '$User') {
    const known = root === '$Flow' ? FLOW_GLOBALS : USER_GLOBALS;
    if (!known.has(rest[0] ?? '')) throw new Error(`${shown} is not modelled`);
  } else if (flow.elements.get(root)?.kind === 'lookup') {
    const element = flow.elements.get(root);
    if (element?.kind === 'lookup' && rest.length > 0) {
      walkFields(rest, element.object, names, () => undefined);
    }
  } else if (!flow.formulas.has(root) && !flow.variables.has(root) && !flow.constants.has(root)) {
    throw new Error(`${shown} does not exist`);
  }
}

/** A field of a row or of one of its parents; blank when the row or a parent is missing. */
export function readField(
  path: readonly string[],
  object: ObjectSchema,
  row: Row | null,
  names: Names,
  find: SaveContext['find'],
): Value {
  let current = row;
  const field = walkFields(path, object, names, (lookup, parent) => {
    const id = current?.[lookup.name];
    current = typeof id === 'string' ? find(parent.name, id) : null;
  });
  return valueOfField(field, current?.[field.name]);
}

/** `$Setup.X__c.Field__c` as the saving user sees it; without any row every checkbox is false. */
export function readSetting(
  path: readonly string[],
  core: OrgCore,
  names: Names,
  userId: string,
): Value {
  const setting = names.object(path[0] ?? '');
  const field = names.field(setting, path[1] ?? '');
  return valueOfField(field, core.setting(setting.name, userId)?.[field.name]);
}

/** `$Flow.…` and `$User.…`. */
export function readGlobal(
  path: readonly string[],
  interview: { guid: string; faultMessage: string },
  { now, session }: Pick<SaveContext, 'now' | 'session'>,
): Value {
  switch (path.join('.')) {
    case '$Flow.InterviewGuid':
      return text(interview.guid);
    case '$Flow.FaultMessage':
      return text(interview.faultMessage);
    case '$Flow.CurrentDateTime':
      return { type: 'datetime', value: now.toISOString() };
    case '$Flow.CurrentDate':
      return { type: 'date', value: now.toISOString().slice(0, 10) };
    case '$User.Id':
      return text(session.userId);
    case '$User.Username':
      return text(session.username);
    default:
      throw new Error(`${path.join('.')} is not modelled`);
  }
}
