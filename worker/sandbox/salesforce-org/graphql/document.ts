import {
  GraphQLError,
  Kind,
  parse,
  valueFromASTUntyped,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';
import { GraphqlFault } from './graphql-fault.ts';
import { selectionsOf, type Selected } from './selection.ts';

export interface Operation {
  readonly kind: 'query' | 'mutation';
  readonly fields: readonly Selected[];
}

interface GraphqlRequest {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly operationName: string | null;
}

function requestOf(body: unknown): GraphqlRequest {
  const { query, variables, operationName } = (body ?? {}) as Record<string, unknown>;
  if (typeof query !== 'string') throw new GraphqlFault('InvalidSyntax', 'The body has no "query"');
  return {
    query,
    variables: (variables ?? {}) as Record<string, unknown>,
    operationName: typeof operationName === 'string' ? operationName : null,
  };
}

function parseQuery(query: string): DocumentNode {
  try {
    return parse(query);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new GraphqlFault('InvalidSyntax', `Invalid Syntax : ${error.message}`);
  }
}

function operationOf(document: DocumentNode, name: string | null): OperationDefinitionNode {
  const operations = document.definitions.filter((d) => d.kind === Kind.OPERATION_DEFINITION);
  const matching = name === null ? operations : operations.filter((o) => o.name?.value === name);
  const [operation] = matching;
  if (!operation || matching.length > 1) {
    const message =
      name === null ? 'Must provide operation name' : `Unknown operation named '${name}'`;
    throw new GraphqlFault('OperationNotSupported', message);
  }
  return operation;
}

function variablesOf(
  operation: OperationDefinitionNode,
  given: GraphqlRequest['variables'],
): GraphqlRequest['variables'] {
  const values: Record<string, unknown> = {};
  for (const { variable, type, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const fallback = defaultValue && valueFromASTUntyped(defaultValue);
    const value = given[name] === undefined ? fallback : given[name];
    if (value !== undefined) values[name] = value;
    if (type.kind === Kind.NON_NULL_TYPE && (value === undefined || value === null)) {
      const message = `Variable '${name}' has coerced Null value for NonNull type`;
      throw new GraphqlFault('ValidationError', message);
    }
  }
  return values;
}

/**
 * Reads a GraphQL request body.
 * @throws GraphqlFault when it cannot be parsed, names no operation or misses a variable.
 */
export function readOperation(body: unknown): Operation {
  const request = requestOf(body);
  const document = parseQuery(request.query);
  const operation = operationOf(document, request.operationName);
  const fragments = document.definitions.filter(
    (d): d is FragmentDefinitionNode => d.kind === Kind.FRAGMENT_DEFINITION,
  );
  const scope = {
    variables: variablesOf(operation, request.variables),
    fragments: new Map(fragments.map((f) => [f.name.value, f])),
  };
  if (operation.operation === 'subscription') {
    throw new GraphqlFault('OperationNotSupported', 'Subscriptions are not supported');
  }
  return { kind: operation.operation, fields: selectionsOf(operation.selectionSet, scope) };
}
