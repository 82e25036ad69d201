import type { Job, JobOutcome } from '../domain/ports.ts';
import { createCancelOrder } from './cancel-order.ts';
import type { PipelineDeps } from './deps.ts';
import { IMPORTED_LINES } from './order-link.ts';
import { createPushOrder, type Handle } from './push-order.ts';
import type { Reference } from './read-settings.ts';
import { createUpdateOrder } from './update-order.ts';

/** What a job means: an edit of an order that never arrived is a push, a retry of one that did is an update. */
const WAYS: Readonly<Record<string, 'send' | 'cancel'>> = {
  push: 'send',
  retry: 'send',
  update: 'send',
  cancel: 'cancel',
};

/** Everything that goes to Linnworks on behalf of one order; the queue keeps the order of each. */
export function createOrdersOut(deps: PipelineDeps, reference: Reference): Handle {
  const push = createPushOrder(deps, reference);
  const update = createUpdateOrder(deps, reference);
  const cancel = createCancelOrder(deps, reference);

  const send: Handle = async (jobs) => {
    const { mode } = await reference.settings();
    const links = await deps.tables.links.byOrder(jobs.map(({ key }) => key));
    // An order that came from Linnworks has a link too; a push says that it is not sent back.
    const isThere = ({ key }: Job): boolean => {
      const link = links.get(key);
      return Boolean(link?.linnworksId) && link?.sentParts[IMPORTED_LINES] === undefined;
    };
    const there = mode === 'Active' ? jobs.filter(isThere) : [];
    const others = jobs.filter((job) => !there.includes(job));
    const sent = others.length === 0 ? new Map<string, JobOutcome>() : await push(others);
    const updated = there.length === 0 ? new Map<string, JobOutcome>() : await update(there);
    return new Map([...sent, ...updated]);
  };

  return async (jobs) => {
    const outcomes = new Map<string, JobOutcome>();
    for (const [way, some] of Map.groupBy(jobs, ({ kind }) => WAYS[kind])) {
      if (way === undefined)
        deps.log.error('Jobs of an unknown kind were put aside', {
          kinds: some.map((j) => j.kind),
        });
      const results = way === undefined ? [] : await (way === 'send' ? send : cancel)(some);
      for (const [id, outcome] of results) outcomes.set(id, outcome);
      if (way === undefined)
        for (const { id, kind } of some)
          outcomes.set(id, { dead: `Unknown kind of work: ${kind}` });
    }
    return outcomes;
  };
}
