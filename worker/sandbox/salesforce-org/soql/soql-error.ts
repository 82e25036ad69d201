import { OrgError } from '../ports.ts';

const HINT = 'Please reference your WSDL or the describe call for the appropriate names.';

export function malformed(message: string): OrgError {
  return new OrgError(400, 'MALFORMED_QUERY', message);
}

export function noSuchColumn(name: string, object: string): OrgError {
  const message = `No such column '${name}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${HINT}`;
  return new OrgError(400, 'INVALID_FIELD', message);
}

export function noSuchRelationship(name: string, where: 'field path' | 'FROM part of query call') {
  const message = `Didn't understand relationship '${name}' in ${where}. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${HINT}`;
  return new OrgError(400, where === 'field path' ? 'INVALID_FIELD' : 'INVALID_TYPE', message);
}

export function noSuchObject(name: string): OrgError {
  const message = `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${HINT}`;
  return new OrgError(400, 'INVALID_TYPE', message);
}

/** A query that Salesforce would answer and this org does not. */
export function notModelled(what: string): OrgError {
  return new OrgError(501, 'NOT_MODELLED', `SOQL: ${what} is not modelled by this org`);
}
