/**
 * What a user may do on the screens. It follows from the permission to create request records, which is what every
 * button does: `look` has no such permission, `none` may not even read them. `unknown` until Salesforce has said.
 */
export type Access = 'unknown' | 'none' | 'look' | 'act';

/** What the wire `getObjectInfo` emits for the object of the request records. */
export interface ObjectInfoResult {
  readonly data?: { readonly createable: boolean; readonly updateable?: boolean };
  readonly error?: unknown;
}

/** Salesforce answers 403 for an object that exists and may not be read; 404 while it is not deployed. */
export function accessOf({ data, error }: ObjectInfoResult): Access {
  if (error !== undefined) return 'none';
  if (data === undefined) return 'unknown';
  return data.createable ? 'act' : 'look';
}
