/**
 * `npm run security`: what a security review asks for, into `dist/security`: bill of materials (CycloneDX), licences,
 * static analysis of the components and the worker, known vulnerabilities. Exit code 1 when something needs an answer.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { billOfMaterials } from './security/bill-of-materials.ts';
import { isPermissive, productionPackages } from './security/licences.ts';

const OUT = path.resolve(import.meta.dirname, '../dist/security');
const LARGE = 64 * 2 ** 20;

interface Part {
  readonly name: string;
  readonly file: string;
  readonly ok: boolean;
  readonly says: string;
}

function run(command: string, ...args: string[]) {
  return spawnSync(command, args, { encoding: 'utf8', maxBuffer: LARGE });
}

function save(file: string, text: string): string {
  writeFileSync(path.join(OUT, file), text);
  return file;
}

function materials(): Part {
  const product = JSON.parse(readFileSync('package.json', 'utf8')) as {
    name: string;
    version: string;
  };
  const packages = productionPackages('package-lock.json');
  const text = JSON.stringify(billOfMaterials(product, packages), null, 2);
  return {
    name: 'Bill of materials',
    file: save('sbom.cdx.json', text),
    ok: packages.length > 0,
    says: `${packages.length} packages (CycloneDX)`,
  };
}

function licences(): Part {
  const packages = productionPackages('package-lock.json');
  const rows = packages.map(
    ({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`,
  );
  const text = ['| package | version | licence |', '|---|---|---|', ...rows, ''].join('\n');
  const others = packages.filter(({ licence }) => !isPermissive(licence));
  return {
    name: 'Licences',
    file: save('licences.md', text),
    ok: others.length === 0,
    says:
      others.length === 0
        ? `${packages.length} packages, all permissive`
        : others.map(({ name, licence }) => `${name}: ${licence}`).join(', '),
  };
}

function staticAnalysis(): Part {
  const { stdout } = run('eslint', '--format=json', 'force-app/main', 'worker/src');
  const results = JSON.parse(stdout) as { errorCount: number; warningCount: number }[];
  const found = results.reduce((sum, one) => sum + one.errorCount + one.warningCount, 0);
  return {
    name: 'Static analysis',
    file: save('eslint.json', stdout),
    ok: found === 0,
    says: `${results.length} files, ${found} findings (ESLint with the LWC, Lightning and Locker rules)`,
  };
}

/** A registry without that service gives no answer, and no answer is not a clean one. */
function vulnerabilities(): Part {
  const { stdout } = run('npm', 'audit', '--omit=dev', '--json');
  const file = save('audit.json', stdout);
  const name = 'Known vulnerabilities';
  const { metadata } = JSON.parse(stdout || '{}') as {
    metadata?: { vulnerabilities: { total: number } };
  };
  if (metadata === undefined)
    return { name, file, ok: false, says: 'the registry did not answer: run this where it does' };
  const { total } = metadata.vulnerabilities;
  return { name, file, ok: total === 0, says: `${total} in production packages` };
}

mkdirSync(OUT, { recursive: true });
const parts = [materials(), licences(), staticAnalysis(), vulnerabilities()];
for (const { name, file, ok, says } of parts)
  console.log(`${ok ? 'ok  ' : 'LOOK'}  ${name.padEnd(22)} ${says} (dist/security/${file})`);
process.exitCode = parts.every(({ ok }) => ok) ? 0 : 1;
