import { createHash } from 'node:crypto';
import type { ObjectSchema, Row, Session } from '../ports.ts';

/** `/event/X__e`; channel names are case-sensitive. */
export function channelOf(event: ObjectSchema): string {
  return `/event/${event.name}`;
}

/** Names the shape of the payload, as the id of its Avro schema does: same fields, same id. */
function schemaIdOf(event: ObjectSchema): string {
  const shape = [event.name, ...[...event.fields.values()].map((f) => `${f.name}:${f.type}`)];
  return createHash('sha256').update(shape.join('|')).digest('base64url').slice(0, 22);
}

/**
 * The `data` of a platform event message without its replay id: every field of the event is present, empty ones as
 * null (Platform Events guide, "Subscribe to Platform Event Notifications with CometD").
 */
export function eventBody(
  event: ObjectSchema,
  values: Row,
  published: { eventUuid: string; at: Date; by: Session },
): string {
  const fields = [...event.fields.values()].filter((field) => field.custom);
  const payload: Row = {
    CreatedDate: published.at.toISOString(),
    CreatedById: published.by.userId,
  };
  for (const { name } of fields) payload[name] = values[name] ?? null;
  return JSON.stringify({
    schema: schemaIdOf(event),
    payload,
    event: { EventUuid: published.eventUuid, EventApiName: event.name },
  });
}

/** The message as a subscriber receives it. */
export function deliveryOf(channel: string, body: string, replayId: number): Row {
  const data = JSON.parse(body) as { event: Row };
  return { data: { ...data, event: { ...data.event, replayId } }, channel };
}
