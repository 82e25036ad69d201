import type { OrgCore } from '../ports.ts';
import type { BayeuxClient } from './clients.ts';
import type { EventLog } from './event-log.ts';
import { channelOf, deliveryOf } from './event-message.ts';
import {
  SUBSCRIBE_ERRORS,
  failure,
  success,
  type BayeuxMessage,
  type BayeuxReply,
} from './messages.ts';

const ONLY_NEW = -1;
const ALL_RETAINED = -2;

function replayMapOf(message: BayeuxMessage): Record<string, unknown> | null {
  const replay = message.ext?.replay;
  return typeof replay === 'object' && replay !== null ? (replay as Record<string, unknown>) : null;
}

/** The error of a channel this user cannot subscribe to, or null. */
function channelError(core: OrgCore, client: BayeuxClient, channel: string): string | null {
  if (!channel.startsWith('/')) return SUBSCRIBE_ERRORS.noSlash;
  const event = [...core.schema.values()].find(
    (o) => o.kind === 'event' && channelOf(o) === channel,
  );
  if (!event) return SUBSCRIBE_ERRORS.unknownChannel(channel);
  return core.canRead(client.session, event) ? null : SUBSCRIBE_ERRORS.restricted(channel);
}

/** Where to start reading: an id of the log, -1 or -2; a string is the error to answer. */
function startOf(log: EventLog, message: BayeuxMessage, channel: string): number | string {
  const map = replayMapOf(message);
  if (!map) return ONLY_NEW;
  if (!(channel in map)) return SUBSCRIBE_ERRORS.replayNotInMap(channel, map);
  const wanted = Number(map[channel]);
  const known = wanted === ONLY_NEW || wanted === ALL_RETAINED || log.has(wanted);
  return known ? wanted : SUBSCRIBE_ERRORS.invalidReplayId(map[channel]);
}

function isQueuedFor(channel: string) {
  return (message: object): boolean => 'channel' in message && message.channel === channel;
}

/**
 * Answers one /meta/subscribe. Retained events are queued before the answer, so a client may see them ahead of it;
 * a second subscribe to the same channel starts again from its own replay id.
 */
export function subscribe(
  core: OrgCore,
  log: EventLog,
  client: BayeuxClient,
  message: BayeuxMessage,
): BayeuxReply {
  const channel = [message.subscription ?? []].flat()[0];
  const named = { subscription: message.subscription };
  const refuse = (error: string): BayeuxReply => ({ ...failure(message, error), ...named });
  if (channel === undefined || channel === '') return refuse(SUBSCRIBE_ERRORS.noChannel);
  const denied = channelError(core, client, channel);
  if (denied !== null) return refuse(denied);
  const start = startOf(log, message, channel);
  if (typeof start === 'string') return refuse(start);
  const isOld = isQueuedFor(channel);
  client.queue = client.queue.filter((queued) => !isOld(queued));
  client.channels.add(channel);
  if (start !== ONLY_NEW) {
    const retained = log.after(channel, start === ALL_RETAINED ? 0 : start);
    client.queue.push(...retained.map((e) => deliveryOf(channel, e.body, e.replayId)));
  }
  return success(message, named);
}
