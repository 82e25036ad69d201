import { createHash } from 'node:crypto';
import type { AssembledOrg } from '../assemble.ts';
import type { OAuthApp } from './verify-assertion.ts';

/**
 * What an administrator does in Setup: a certificate for the deployed app, and who may use it.
 * @returns the consumer key; null when no app of that name was deployed
 */
export function uploadCertificate(
  org: Pick<AssembledOrg, 'files' | 'core'>,
  apps: OAuthApp[],
  name: string,
  certificatePem: string,
  permissionSet: string | undefined,
): string | null {
  const app = [...org.files.components().values()].find(
    ({ type, fullName }) => type === 'ExternalClientApplication' && fullName === name,
  );
  if (!app) return null;
  const clientId = `3MVG9${createHash('sha256').update(`${org.core.orgId}${name}`).digest('base64url')}`;
  const kept = apps.filter((known) => known.clientId !== clientId);
  const added = {
    clientId,
    certificatePem,
    ...(permissionSet === undefined ? {} : { permissionSet }),
  };
  apps.splice(0, apps.length, ...kept, added);
  return clientId;
}
