import { traceOfStream } from '../domain/effects.ts';
import type { AuditEntry, OpenError } from '../domain/tables.ts';
import { checkSettings } from '../mapping/check-settings.ts';
import type { FieldModel } from '../mapping/field-model.ts';
import { askFilter } from './ask-filter.ts';
import type { PipelineDeps } from './deps.ts';
import type { Reference } from './read-settings.ts';

const FILTER = 'Order_Filter__c';

function wrongRowIds(model: FieldModel): Set<string> {
  const rules = Object.values(model.rules).flat();
  const wrong = rules.filter((rule) => rule.wrong !== null);
  return new Set([...model.broken, ...wrong].map(({ rowId }) => rowId));
}

async function wrongSettings(deps: PipelineDeps, reference: Reference): Promise<Set<string>> {
  const settings = await reference.settings();
  const problems = checkSettings(settings, await reference.knownFields());
  const wrong = problems.map(({ path }) => path.slice(path.indexOf('.') + 1));
  const fits = await askFilter(deps, settings, ['801000000000000AAA']);
  return new Set(typeof fits('') === 'object' ? [...wrong, FILTER] : wrong);
}

const CURSOR = 'config-stamp';

export interface ConfigChange {
  /** A setting or a mapping row is not what it was when this was kept last, by this worker or the one before. */
  readonly isNew: boolean;
  /** After what follows from it is done. */
  keep(): Promise<void>;
}

/** Settings and mapping rows decide what is sent. Who changed which field is in Salesforce's own history of the record. */
const changed = (stamp: string, mode: string): AuditEntry => ({
  traceId: traceOfStream('worker'),
  record: 'configuration',
  step: 'change-configuration',
  outcome: `seen: mode ${mode}`,
  attempt: 1,
  durationMs: 0,
  bodyHash: stamp,
});

export async function configChange(
  { tables, store }: Pick<PipelineDeps, 'tables' | 'store'>,
  reference: Pick<Reference, 'configStamp' | 'settings'>,
): Promise<ConfigChange> {
  const now = await reference.configStamp();
  const { mode } = await reference.settings();
  const before = await tables.cursors.get(CURSOR);
  return {
    isNew: before !== null && before !== now,
    async keep() {
      if (before === now) return;
      await store.transaction(async (tx) => {
        await tables.cursors.set(tx, CURSOR, now);
        if (before !== null) await tables.audit.append(tx, [changed(now, mode)]);
      });
    },
  };
}

/** Orders that failed because of a setting or a mapping row which is right by now, or gone. */
export async function correctedInConfig(
  deps: PipelineDeps,
  reference: Reference,
  waiting: readonly OpenError[],
): Promise<OpenError[]> {
  const of = (code: OpenError['code']) => waiting.filter((error) => error.code === code);
  const [rows, settings] = [of('MAPPING_ROW_INVALID'), of('SETTING_INVALID')];
  if (rows.length + settings.length === 0) return [];
  const wrong = new Set([
    ...wrongRowIds(await reference.fieldModel()),
    ...(settings.length === 0 ? [] : await wrongSettings(deps, reference)),
  ]);
  return [...rows, ...settings].filter(
    ({ causeKey }) => !wrong.has(causeKey.slice(causeKey.indexOf('|') + 1)),
  );
}
