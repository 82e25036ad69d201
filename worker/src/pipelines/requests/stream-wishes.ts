import type { PipelineDeps } from '../deps.ts';
import { auditWish } from '../audit-wish.ts';
import { isStream, STREAM_PARTS, type StreamGates } from '../stream-gates.ts';
import type { RequestHandler } from './request.ts';

const UNKNOWN = {
  status: 'Failed',
  result: 'Name the stream: orders-out, fulfilment, stock, returns or customers.',
} as const;

/** Pause and Resume: kept over restarts; what is taken meanwhile waits in order. */
export function createPause(
  deps: PipelineDeps,
  gates: StreamGates,
  isPaused: boolean,
): RequestHandler {
  return async (request) => {
    const { stream } = request;
    if (!isStream(stream)) return UNKNOWN;
    await gates.set(stream, 'person', isPaused);
    await gates.save(deps);
    const step = isPaused ? 'pause-stream' : 'resume-stream';
    await deps.store.transaction((tx) =>
      auditWish(deps, tx, request, step, [{ recordId: stream }], { stream }),
    );
    const others = gates.reasons(stream);
    const result = isPaused
      ? 'Paused: nothing is lost, everything waits in order.'
      : others.length === 0
        ? 'Running again.'
        : `Resumed; it goes on when ${others.join(' and ')} answers again.`;
    return { status: 'Done', result };
  };
}

/** Runs the polls of a stream now, of all streams where none is named. */
export function createSyncNow(gates: StreamGates, runNow: (task: string) => void): RequestHandler {
  return async ({ stream }) => {
    if (isStream(stream) && !gates.isOpen(stream))
      return { status: 'Failed', result: 'The stream is paused. Resume it first.' };
    const parts = isStream(stream) ? [STREAM_PARTS[stream]] : Object.values(STREAM_PARTS);
    for (const task of ['outbox', ...parts.flatMap(({ tasks }) => tasks)]) runNow(task);
    return { status: 'Done', result: 'It is looked at now.' };
  };
}
