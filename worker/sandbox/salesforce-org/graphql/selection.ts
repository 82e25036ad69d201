import {
  Kind,
  valueFromASTUntyped,
  type DirectiveNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { GraphqlFault, validationFault } from './graphql-fault.ts';

type Values = Record<string, unknown>;

/** A selected field with its arguments computed and fragments spread into it. */
export interface Selected {
  readonly name: string;
  readonly alias: string | null;
  readonly args: Values;
  readonly fields: readonly Selected[];
  /** `@optional`: left out instead of refused when the user cannot read it. */
  readonly isOptional: boolean;
  /** Type condition of the fragment it stands in. */
  readonly onType: string | null;
}

export interface SelectionScope {
  readonly variables: Values;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

function isIncluded(
  directives: readonly DirectiveNode[] | undefined,
  scope: SelectionScope,
): boolean {
  return (directives ?? []).every((directive) => {
    const name = directive.name.value;
    const condition = directive.arguments?.find((argument) => argument.name.value === 'if');
    const value = condition && valueFromASTUntyped(condition.value, scope.variables);
    if (name === 'include') return value === true;
    if (name === 'skip') return value !== true;
    if (name === 'optional' || name === 'category') return true;
    throw validationFault('UnknownDirective', [], `Unknown directive ${name}`);
  });
}

function merge(selected: Selected[], added: Selected): void {
  const key = added.alias ?? added.name;
  const index = selected.findIndex((s) => (s.alias ?? s.name) === key && s.onType === added.onType);
  const known = selected[index];
  if (!known) selected.push(added);
  else if (known.name === added.name && JSON.stringify(known.args) === JSON.stringify(added.args)) {
    selected[index] = { ...known, fields: mergeAll([...known.fields, ...added.fields]) };
  } else {
    throw validationFault(
      'FieldsConflict',
      [key],
      `'${key}' : '${known.name}' and '${added.name}' conflict`,
    );
  }
}

function mergeAll(fields: readonly Selected[]): Selected[] {
  const merged: Selected[] = [];
  for (const field of fields) merge(merged, field);
  return merged;
}

function spread(node: SelectionNode, scope: SelectionScope, onType: string | null): Selected[] {
  if (!isIncluded(node.directives, scope)) return [];
  if (node.kind === Kind.FIELD) {
    const args = Object.fromEntries(
      (node.arguments ?? []).map((a) => [
        a.name.value,
        valueFromASTUntyped(a.value, scope.variables),
      ]),
    );
    const isOptional = (node.directives ?? []).some((d) => d.name.value === 'optional');
    const fields = node.selectionSet ? selectionsOf(node.selectionSet, scope) : [];
    const alias = node.alias?.value ?? null;
    return [{ name: node.name.value, alias, args, fields, isOptional, onType }];
  }
  const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : scope.fragments.get(node.name.value);
  if (!fragment) throw new GraphqlFault('ValidationError', 'The query spreads an unknown fragment');
  const type = fragment.typeCondition?.name.value ?? onType;
  return fragment.selectionSet.selections.flatMap((inner) => spread(inner, scope, type));
}

/** @throws GraphqlFault for directives and fragments that do not exist. */
export function selectionsOf(set: SelectionSetNode, scope: SelectionScope): Selected[] {
  return mergeAll(set.selections.flatMap((node) => spread(node, scope, null)));
}
