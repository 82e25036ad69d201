import { deploy, type DeployOutcome, type MetadataParts } from './deploy.ts';
import type { Component, Problem } from './component.ts';
import { readZip } from './zip.ts';
import { OrgError, type Session } from '../ports.ts';

export type Value = string | number | boolean | null | Value[] | { readonly [key: string]: Value };
export type Fields = Record<string, Value>;

const TESTS = ['NoTestRun', 'RunLocalTests', 'RunAllTestsInOrg', 'RunSpecifiedTests'];

function message(component: Component | Problem, at: string, facts: Fields): Fields {
  const { type, fullName, path } = component;
  return {
    changed: false,
    componentType: type,
    created: false,
    createdDate: at,
    deleted: false,
    fileName: path,
    fullName,
    warning: false,
    ...facts,
  };
}

function successes(outcome: DeployOutcome, at: string): Fields[] {
  const manifest = { type: '', fullName: 'package.xml', path: 'package.xml', text: '', line: 1 };
  return [
    message(manifest, at, { changed: true, success: true }),
    ...outcome.done.map(({ component, fate }) =>
      message(component, at, {
        changed: fate === 'changed' || fate === 'created' || fate === 'deleted',
        created: fate === 'created',
        deleted: fate === 'deleted',
        id: '',
        success: true,
      }),
    ),
  ];
}

function failures(outcome: DeployOutcome, at: string): Fields[] {
  return outcome.problems.map((problem) =>
    message(problem, at, {
      columnNumber: 1,
      lineNumber: problem.line,
      problem: problem.message,
      problemType: 'Error',
      success: false,
    }),
  );
}

const runTestResult: Fields = {
  numFailures: 0,
  numTestsRun: 0,
  totalTime: 0,
  codeCoverage: [],
  codeCoverageWarnings: [],
  failures: [],
  flowCoverage: [],
  flowCoverageWarnings: [],
  successes: [],
};

/** Deploys run at once; clients ask for the result afterwards, as they do in a real org. */
export class DeployJobs {
  readonly #parts: MetadataParts;
  readonly #results = new Map<string, Fields>();
  /** Archives that passed a check and may be deployed by the id of that check. */
  readonly #validated = new Map<string, Buffer>();

  constructor(parts: MetadataParts) {
    this.#parts = parts;
  }

  /**
   * @param options as the client sends them; a text counts as a boolean
   * @throws OrgError for what is not modelled: partial deploys
   */
  start(zip: Buffer, options: Readonly<Record<string, unknown>>, session: Session): Fields {
    const isOn = (name: string): boolean => String(options[name]) === 'true';
    if (options['rollbackOnError'] !== undefined && !isOn('rollbackOnError'))
      throw new OrgError(501, 'NOT_MODELLED', 'rollbackOnError=false is not modelled by this org');
    const level = options['testLevel'] ?? 'NoTestRun';
    if (typeof level !== 'string' || !TESTS.includes(level))
      throw new OrgError(400, 'INVALID_FIELD', `testLevel ${JSON.stringify(level)} is unknown`);
    const files = new Map([...readZip(zip)].map(([name, bytes]) => [name, bytes.toString('utf8')]));
    const outcome = deploy(this.#parts, withoutFolder(files), isOn('checkOnly'));
    const id = `0Af${String(this.#results.size + 1).padStart(12, '0')}AAA`;
    const result = this.#resultOf(id, outcome, isOn('checkOnly'), session);
    this.#results.set(id, result);
    if (isOn('checkOnly') && outcome.problems.length === 0) this.#validated.set(id, zip);
    return result;
  }

  /** Deploys what an earlier check found to be good. */
  startValidated(id: string, session: Session): Fields {
    const zip = this.#validated.get(id);
    if (!zip) throw new OrgError(404, 'NOT_FOUND', `No validated deploy ${id}`);
    return this.start(zip, {}, session);
  }

  find(id: string): Fields {
    const key = [...this.#results.keys()].find((known) => known.startsWith(id.slice(0, 15)));
    const found = key === undefined ? undefined : this.#results.get(key);
    if (!found) throw new OrgError(404, 'NOT_FOUND', `No deploy ${id}`);
    return found;
  }

  #resultOf(id: string, outcome: DeployOutcome, checkOnly: boolean, session: Session): Fields {
    const at = this.#parts.core.now().toISOString();
    const success = outcome.problems.length === 0;
    const total = outcome.done.length;
    const failed = new Set(outcome.problems.map(({ type, fullName }) => `${type} ${fullName}`))
      .size;
    const user = this.#parts.core.row('User', session.userId)?.['Name'];
    return {
      checkOnly,
      completedDate: at,
      createdBy: session.userId,
      createdByName: typeof user === 'string' ? user : '',
      createdDate: at,
      details: {
        componentFailures: failures(outcome, at),
        componentSuccesses: success ? successes(outcome, at) : [],
        runTestResult,
      },
      done: true,
      id,
      ignoreWarnings: true,
      lastModifiedDate: at,
      numberComponentErrors: failed,
      numberComponentsDeployed: success ? total : Math.max(0, total - failed),
      numberComponentsTotal: total,
      numberTestErrors: 0,
      numberTestsCompleted: 0,
      numberTestsTotal: 0,
      rollbackOnError: true,
      runTestsEnabled: false,
      startDate: at,
      status: success ? 'Succeeded' : 'Failed',
      success,
    };
  }
}

/** A package may lie in the only folder of its archive. */
function withoutFolder(files: ReadonlyMap<string, string>): Map<string, string> {
  if (files.has('package.xml')) return new Map(files);
  const manifest = [...files.keys()].find((name) => /^[^/]+\/package\.xml$/.test(name));
  const folder = manifest?.slice(0, -'package.xml'.length) ?? '';
  return new Map([...files].map(([name, text]) => [name.replace(folder, ''), text]));
}
