import { readFlow } from '../automation/read-flow.ts';
import type { Definition, OrgSource } from '../definition.ts';
import type { OrgCore } from '../ports.ts';
import { fieldProblems, shapeProblems, usageProblems } from './check-components.ts';
import {
  keyOf,
  messageOf,
  problemOf,
  type Component,
  type ComponentName,
  type Problem,
} from './component.ts';
import type { OrgFiles } from './org-files.ts';
import { readPackage, type ReadPackage } from './read-package.ts';

export interface MetadataParts {
  readonly core: OrgCore;
  readonly definition: Definition;
  readonly files: OrgFiles;
  /** Brings records and flows in line with the new definition. */
  readonly refresh: () => void;
}

type Fate = 'created' | 'changed' | 'unchanged' | 'deleted';

export interface DeployOutcome {
  readonly problems: readonly Problem[];
  readonly done: readonly { readonly component: Component; readonly fate: Fate }[];
}

type State = Map<string, Component>;

function nextState(before: State, { components, deletions }: ReadPackage): State {
  const after = new Map(before);
  for (const component of components) after.set(keyOf(component), component);
  for (const name of deletions) {
    after.delete(keyOf(name));
    if (name.type !== 'CustomObject') continue;
    const prefix = `${name.fullName}.`.toLowerCase();
    for (const [key, { fullName }] of after)
      if (fullName.toLowerCase().startsWith(prefix)) after.delete(key);
  }
  return after;
}

function fates(before: State, { components, deletions }: ReadPackage): DeployOutcome['done'] {
  const fateOf = (component: Component): Fate => {
    const known = before.get(keyOf(component));
    if (!known) return 'created';
    return known.text === component.text ? 'unchanged' : 'changed';
  };
  const deleted = deletions.flatMap((name) => before.get(keyOf(name)) ?? []);
  return [
    ...components.map((component) => ({ component, fate: fateOf(component) })),
    ...deleted.map((component) => ({ component, fate: 'deleted' as const })),
  ];
}

/** Flows name objects and fields of the schema in use. */
function flowProblems(core: OrgCore, state: State): Problem[] {
  return [...state.values()].flatMap((component) => {
    if (component.type !== 'Flow') return [];
    try {
      readFlow(component.fullName, component.text, core);
      return [];
    } catch (error) {
      return [problemOf(component, messageOf(error))];
    }
  });
}

/** Puts the new state in place and looks whether everything still works; false when it was taken back. */
function tryState(parts: MetadataParts, source: OrgSource, state: State): Problem[] {
  const { definition, core } = parts;
  const schema = definition.load(source);
  const used = [...state.values()].flatMap((component) => usageProblems(component, state, schema));
  if (used.length > 0) return used;
  const before = definition.source;
  definition.use(source);
  const problems = flowProblems(core, state);
  if (problems.length > 0) definition.use(before);
  return problems;
}

/** Deletes what the package still finds; a name that is not there is a warning in Salesforce and nothing here. */
function removedBy(before: State, after: State): ComponentName[] {
  return [...before].filter(([key]) => !after.has(key)).map(([, component]) => component);
}

/**
 * Deploys a package as a whole or not at all.
 * @param files text by path, `package.xml` at the top
 * @param checkOnly everything is checked and nothing stays
 */
export function deploy(
  parts: MetadataParts,
  files: ReadonlyMap<string, string>,
  checkOnly: boolean,
): DeployOutcome {
  const read = readPackage(files);
  const before: State = new Map(parts.files.components());
  const after = nextState(before, read);
  const early = [
    ...read.problems,
    ...read.components.flatMap(shapeProblems),
    ...[...after.values()].flatMap((component) => fieldProblems(component, after)),
  ];
  const done = fates(before, read);
  if (early.length > 0) return { problems: early, done };
  const previous = parts.definition.source;
  const prefixes = new Map(
    [...parts.core.schema.values()]
      .filter(({ custom }) => custom)
      .map(({ name, keyPrefix }) => [name, keyPrefix] as const),
  );
  const source = parts.files.write(after.values(), prefixes);
  const problems = tryState(parts, source, after);
  if (problems.length > 0 || checkOnly) {
    if (problems.length === 0) parts.definition.use(previous);
    parts.files.drop(source);
    return { problems, done };
  }
  const at = parts.core.now().toISOString();
  parts.files.keep(read.components, removedBy(before, after), parts.definition.schema, at);
  parts.files.drop(previous);
  parts.refresh();
  return { problems: [], done };
}
