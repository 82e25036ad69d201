import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import {
  OrgError,
  type OrgCore,
  type OrgExtension,
  type SaveContext,
  type SavedRecord,
  type Session,
} from '../ports.ts';
import type { Flow } from './flow-model.ts';
import { openInterview, shouldRun, type FlowMessage, type Interview } from './interview.ts';
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
  /** Runs the scheduled paths whose time has come. @returns how many. */
  runDue(session: Session): number;
  /** Notifications and e-mails that flows sent, oldest first. */
  messages(): readonly FlowMessage[];
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
  /** Records that wait for a scheduled path, by flow, path and record. */
  readonly pending: Map<string, SavedRecord>;
  readonly tell: Interview['tell'];
  readonly notificationType: Interview['notificationType'];
}

/** Scheduled paths whose time has come, by the record as it is now: a moment that moved on moves the path. */
function runDue(runner: Runner, session: Session): number {
  const { core, flows, pending } = runner;
  let count = 0;
  for (const [key, first] of pending) {
    const [flowName, pathName, id = ''] = key.split('|');
    const flow = flows.find(({ name }) => name === flowName);
    const due = flow?.scheduled.find(({ name }) => name === pathName);
    const row = core.row(first.object.name, id);
    const moment = due && row ? Date.parse(String(row[due.field.name])) + due.offsetMs : 0;
    if (moment > core.now().getTime()) continue;
    pending.delete(key);
    if (!flow || !due || !row) continue;
    const saved = { ...first, operation: 'update' as const, before: row, after: row };
    core.transaction(session, (context) =>
      runFlow(openInterview({ flow, saved, context, ...runner }), due.start),
    );
    count += 1;
  }
  return count;
}

function runAll(runner: Runner, saved: SavedRecord, context: SaveContext): void {
  const { flows, runs } = runner;
  for (const flow of flows) {
    if (flow.object.name !== saved.object.name) continue;
    const input = { flow, saved, context, ...runner };
    const interview = openInterview(input);
    if (!shouldRun(input, interview)) continue;
    runs.set(flow.name, (runs.get(flow.name) ?? 0) + 1);
    for (const { name } of flow.scheduled)
      runner.pending.set(`${flow.name}|${name}|${String(saved.after?.['Id'])}`, saved);
    runFlow(interview);
  }
}

/**
 * The org's record-triggered flows, read from `<packageDir>/flows`. They run after each save, in its transaction and
 * in system context; records they save trigger flows again.
 * @throws Error naming a flow, and the element of it, that uses what is not modelled.
 */
export function createAutomation(core: OrgCore): OrgExtension & AutomationControl {
  const messages: FlowMessage[] = [];
  const runner: Runner = {
    core,
    names: namesOf(core),
    flows: loadFlows(core),
    runs: new Map<string, number>(),
    pending: new Map<string, SavedRecord>(),
    tell: (message) => messages.push(message),
    notificationType(name) {
      const file = path.join(core.packageDir, 'notificationtypes', `${name}.notiftype-meta.xml`);
      return existsSync(file) ? { Id: '0ML000000000001AAA', DeveloperName: name } : null;
    },
  };
  let depth = 0;
  return {
    name: 'automation',
    flows: () => runner.flows.map(({ name, object }) => ({ name, object: object.name })),
    reload() {
      runner.flows = loadFlows(core);
    },
    runs: () => Object.fromEntries(runner.runs),
    runDue: (session) => runDue(runner, session),
    messages: () => messages,
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
