import type { Effect, Journal } from '../domain/effects.ts';
import type { Arguments, LinnworksClient } from './client.ts';
import { ENDPOINTS, type EndpointName } from './endpoints.ts';

interface NewOrder {
  readonly ReferenceNumber: string;
  readonly ExtendedProperties?: readonly { readonly Name: string; readonly Value: string }[];
}

const strings = (value: unknown): string[] =>
  [value].flat().filter((one): one is string => typeof one === 'string');

/** Orders by whatever name a method gives their ids. */
const idsIn = ({ orderId, OrderId, orderIds, OrderIds }: Arguments): string[] =>
  [orderId, OrderId, orderIds, OrderIds].flatMap(strings).map((id) => id.toLowerCase());

/** What a call changes, order by order; nothing for a read. */
export function linnworksEffects(name: EndpointName, args: Arguments): Effect[] {
  const { effect, path } = ENDPOINTS[name];
  if (effect === 'read') return [];
  const step = `linnworks:${path.slice(path.lastIndexOf('/') + 1)}`;
  if (name !== 'createOrders')
    return idsIn(args).map((id) => ({
      ...{ step, record: id, traceId: null, otherwise: id, body: args },
    }));
  return (args['orders'] as NewOrder[]).map((order) => {
    const valueOf = (property: string) =>
      order.ExtendedProperties?.find(({ Name }) => Name === property)?.Value;
    const record = valueOf('SF_OrderId') ?? order.ReferenceNumber;
    const traceId = valueOf('SF_TraceId') ?? null;
    return { step, record, traceId, otherwise: record, body: order };
  });
}

/** A client whose changes have a row in the journal before they are sent. */
export function auditedClient(client: LinnworksClient, journal: Journal): LinnworksClient {
  return {
    usage: () => client.usage(),
    place: () => client.place(),
    call(name, args, reply) {
      const effects = linnworksEffects(name, args);
      if (effects.length === 0) return client.call(name, args, reply);
      // What the reply is worth is seen by whoever reads the order afterwards.
      return journal.around(
        effects,
        () => client.call(name, args, reply),
        () => effects.map(() => 'taken'),
      );
    },
  };
}
