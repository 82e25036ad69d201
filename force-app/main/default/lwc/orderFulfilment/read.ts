interface Value {
  readonly value?: unknown;
  readonly displayValue?: string | null;
}
interface Connection {
  readonly edges: readonly { readonly node: Node }[];
}
interface Node {
  readonly Id: string;
  readonly [name: string]: Value | Connection | string | undefined;
}
type Name = 'order' | 'parts' | 'parcels' | 'returns' | 'errors' | 'requests';
export interface FulfilmentData {
  readonly uiapi: { readonly query: Readonly<Record<Name, Connection>> };
}

const text = (node: Node, name: string): string => {
  const value = (node[name] as Value | undefined)?.value;
  return typeof value === 'string' ? value : '';
};
/** The label of a picklist value, in the language of the reader. */
const labelOf = (node: Node, name: string): string =>
  (node[name] as Value | undefined)?.displayValue ?? '';
const number = (node: Node, name: string): number =>
  Number((node[name] as Value | undefined)?.value ?? 0);
const nodesOf = (connection: unknown): Node[] =>
  ((connection as Connection | undefined)?.edges ?? []).map(({ node }) => node);

const toLine = (node: Node) => ({
  id: node.Id,
  key: text(node, 'key'),
  sku: text(node, 'sku'),
  title: text(node, 'title'),
  ordered: number(node, 'ordered'),
  allocated: number(node, 'allocated'),
  picked: number(node, 'picked'),
  shipped: number(node, 'shipped'),
  returned: number(node, 'returned'),
  isAdded: (node.added as Value | undefined)?.value === true,
});

const toPart = (node: Node) => ({
  id: node.Id,
  number: text(node, 'Name'),
  url: text(node, 'url'),
  state: text(node, 'state'),
  because: text(node, 'because'),
  since: text(node, 'since'),
  parent: text(node, 'parent'),
  relation: text(node, 'relation'),
  location: text(node, 'location'),
  source: text(node, 'source'),
  allocation: text(node, 'allocation'),
  service: [text(node, 'vendor'), text(node, 'service')].filter(Boolean).join(', '),
  total: number(node, 'total'),
  currency: text(node, 'currency'),
  synced: text(node, 'synced'),
  trace: text(node, 'trace'),
  lines: nodesOf(node.lines).map(toLine),
});

const toParcel = (node: Node) => ({
  id: node.Id,
  part: text(node, 'part'),
  number: number(node, 'number'),
  status: text(node, 'status'),
  carrier: [text(node, 'carrier'), text(node, 'service')].filter(Boolean).join(', '),
  tracking: text(node, 'tracking'),
  url: text(node, 'url'),
  shipped: text(node, 'shipped'),
  weight: number(node, 'weight'),
  contents: nodesOf(node.contents)
    .map((line) => `${number(line, 'quantity')} × ${text(line, 'sku')}`)
    .join(', '),
});

const toReturn = (node: Node) => ({
  id: node.Id,
  kind: text(node, 'kind'),
  status: text(node, 'status'),
  reference: text(node, 'reference'),
  reason: text(node, 'reason'),
  amount: number(node, 'amount'),
  currency: text(node, 'currency'),
  booked: text(node, 'booked'),
  settled: text(node, 'settled'),
  trace: text(node, 'trace'),
  lines: nodesOf(node.lines).map((line) => ({
    id: line.Id,
    sku: text(line, 'sku'),
    quantity: number(line, 'quantity'),
    reason: text(line, 'reason'),
  })),
});

const toError = (node: Node) => ({
  id: node.Id,
  code: text(node, 'code'),
  message: text(node, 'message'),
  whatToDo: text(node, 'whatToDo'),
  trace: text(node, 'trace'),
});

const toRequest = (node: Node) => ({
  id: node.Id,
  key: text(node, 'key'),
  kind: labelOf(node, 'kind'),
  status: text(node, 'status'),
  result: text(node, 'result'),
  trace: text(node, 'trace'),
  created: text(node, 'CreatedDate'),
});

export type Part = ReturnType<typeof toPart>;

/** Each part behind the one that it came from, with how deep it lies below the first. */
function asTree(parts: readonly Part[]): (Part & { depth: number })[] {
  const ids = new Set(parts.map(({ id }) => id));
  const below = (parent: string, depth: number): (Part & { depth: number })[] =>
    parts
      .filter((part) => (ids.has(part.parent) ? part.parent : '') === parent)
      .flatMap((part) => [{ ...part, depth }, ...below(part.id, depth + 1)]);
  return below('', 0);
}

/** The reply in the words of the screen. */
export function readFulfilment({ uiapi: { query } }: FulfilmentData) {
  const [order] = nodesOf(query.order);
  return {
    isActivated: order !== undefined && text(order, 'StatusCode') === 'Activated',
    parts: asTree(nodesOf(query.parts).map(toPart)),
    parcels: nodesOf(query.parcels).map(toParcel),
    returns: nodesOf(query.returns).map(toReturn),
    errors: nodesOf(query.errors).map(toError),
    requests: nodesOf(query.requests).map(toRequest),
  };
}
export type Fulfilment = ReturnType<typeof readFulfilment>;
