import type { Package } from './licences.ts';

/**
 * The packages as CycloneDX 1.5 (https://cyclonedx.org/docs/1.5/json/). Not by `npm sbom`: npm 11 leaves out about half of
 * the packages of a lock file without download addresses (measured: 81 of 179).
 */
export function billOfMaterials(
  product: { name: string; version: string },
  packages: readonly Package[],
): object {
  const purl = (name: string, version: string): string =>
    `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        name: product.name,
        version: product.version,
        'bom-ref': purl(product.name, product.version),
      },
    },
    components: packages.map(({ name, version, licence, integrity }) => ({
      type: 'library',
      name,
      version,
      purl: purl(name, version),
      'bom-ref': purl(name, version),
      licenses: [{ expression: licence }],
      hashes: hashesOf(integrity),
    })),
  };
}

/** npm keeps `sha512-<base64>`; CycloneDX wants hexadecimal digits. */
function hashesOf(integrity: string): object[] {
  const [algorithm, digest] = integrity.split('-');
  if (algorithm !== 'sha512' || digest === undefined) return [];
  return [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }];
}
