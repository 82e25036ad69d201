import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import {
  OrgError,
  type OrgCore,
  type OrgExtension,
  type SaveContext,
  type SavedRecord,
} from '../ports.ts';
import type { Flow } from './flow-model.ts';
import { openInterview, shouldRun } from './interview.ts';
import { namesOf, type Names } from './names.ts';
import { readFlow } from './read-flow.ts';
import { runFlow } from './run-flow.ts';

const FILE_END = '.flow-meta.xml';
const MOST_NESTED_SAVES = 16;

export interface AutomationControl {
  /** Active flows, in the order in which they run. */
  flows(): readonly { readonly name: string; readonly object: string }[];
  /** Reads the flows of the package again, after a deploy. */
  reload(): void;
  /** How often each flow met its entry condition. */
  runs(): Readonly<Record<string, number>>;
}

function loadFlows(core: OrgCore): Flow[] {
  const folder = path.join(core.packageDir, 'flows');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(FILE_END))
    .map((file) => {
      const xml = readFileSync(path.join(folder, file), 'utf8');
      return readFlow(file.slice(0, -FILE_END.length), xml, core);
    })
    .filter((flow) => flow !== null)
    .sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1));
}

interface Runner {
  readonly core: OrgCore;
  readonly names: Names;
  flows: readonly Flow[];
  readonly runs: Map<string, number>;
}

function runAll(
  { core, names, flows, runs }: Runner,
  saved: SavedRecord,
  context: SaveContext,
): void {
  for (const flow of flows) {
    if (flow.object.name !== saved.object.name) continue;
    const input = { flow, saved, context, core, names };
    const interview = openInterview(input);
    if (!shouldRun(input, interview)) continue;
    runs.set(flow.name, (runs.get(flow.name) ?? 0) + 1);
    runFlow(interview);
  }
}

/**
 * The org's record-triggered flows, read from `<packageDir>/flows`. They run after each save, in its transaction and
 * in system context; records they save trigger flows again.
 * @throws Error naming a flow, and the element of it, that uses what is not modelled.
 */
export function createAutomation(core: OrgCore): OrgExtension & AutomationControl {
  const runner: Runner = {
    core,
    names: namesOf(core),
    flows: loadFlows(core),
    runs: new Map<string, number>(),
  };
  let depth = 0;
  return {
    name: 'automation',
    flows: () => runner.flows.map(({ name, object }) => ({ name, object: object.name })),
    reload() {
      runner.flows = loadFlows(core);
    },
    runs: () => Object.fromEntries(runner.runs),
    afterSave(saved, context) {
      if (depth >= MOST_NESTED_SAVES) {
        throw new OrgError(400, 'CANNOT_EXECUTE_FLOW_TRIGGER', 'Maximum trigger depth exceeded');
      }
      depth += 1;
      try {
        runAll(runner, saved, context);
      } finally {
        depth -= 1;
      }
    },
  };
}
