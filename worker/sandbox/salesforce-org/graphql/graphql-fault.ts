/** A refused GraphQL request or a failed part of one; becomes an entry of `errors`. */
export class GraphqlFault extends Error {
  readonly errorType: string;
  readonly path: readonly string[];

  constructor(errorType: string, message: string, path: readonly string[] = []) {
    super(message);
    this.errorType = errorType;
    this.path = path;
  }
}

/** Salesforce words validation as graphql-java does: `Validation error (Kind@[where]) : what`. */
export function validationFault(kind: string, path: readonly string[], what: string): GraphqlFault {
  return new GraphqlFault(
    'ValidationError',
    `Validation error (${kind}@[${path.join('/')}]) : ${what}`,
    path,
  );
}

/** An unknown field and one the user may not read look the same. */
export function fieldUndefined(type: string, name: string, path: readonly string[]): GraphqlFault {
  return validationFault(
    'FieldUndefined',
    [...path, name],
    `Field '${name}' in type '${type}' is undefined`,
  );
}

export function errorEntry(fault: GraphqlFault): object {
  return {
    message: fault.message,
    locations: [],
    path: fault.path,
    extensions: { ErrorType: fault.errorType },
  };
}
