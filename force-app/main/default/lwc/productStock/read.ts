interface Value<T> {
  readonly value: T | null;
}
interface Edges<T> {
  readonly edges: readonly { readonly node: T }[];
}
interface LevelNode {
  readonly Id: string;
  readonly sku?: Value<string>;
  readonly location?: Value<string>;
  readonly onHand?: Value<number>;
  readonly allocated?: Value<number>;
  readonly available?: Value<number>;
  readonly due?: Value<number>;
  readonly minimum?: Value<number>;
  readonly justInTime?: Value<boolean>;
  readonly missing?: Value<boolean>;
  readonly kind?: Value<string>;
  readonly changed?: Value<string>;
  readonly observed?: Value<string>;
}
interface MovementNode {
  readonly Id: string;
  readonly at?: Value<string>;
  readonly quantity?: Value<number>;
  readonly after?: Value<number>;
  readonly note?: Value<string>;
  readonly level?: { readonly location?: Value<string> } | null;
}
export interface StockData {
  readonly uiapi: {
    readonly query: {
      readonly levels: Edges<LevelNode>;
      readonly movements: Edges<MovementNode>;
    };
  };
}

export interface Level {
  readonly id: string;
  readonly sku: string;
  readonly location: string;
  readonly onHand: number;
  readonly allocated: number;
  readonly available: number;
  readonly due: number;
  readonly minimum: number;
  readonly isJustInTime: boolean;
  readonly isMissing: boolean;
  readonly kind: string;
  readonly observed: string;
}

export interface Movement {
  readonly id: string;
  readonly at: string;
  readonly quantity: number;
  readonly after: number | null;
  readonly location: string;
  readonly note: string;
}

export interface Stock {
  readonly levels: readonly Level[];
  /** Newest first. */
  readonly movements: readonly Movement[];
}

function toLevel(node: LevelNode): Level {
  return {
    id: node.Id,
    sku: node.sku?.value ?? '',
    location: node.location?.value ?? '',
    onHand: node.onHand?.value ?? 0,
    allocated: node.allocated?.value ?? 0,
    available: node.available?.value ?? 0,
    due: node.due?.value ?? 0,
    minimum: node.minimum?.value ?? 0,
    isJustInTime: node.justInTime?.value === true,
    isMissing: node.missing?.value === true,
    kind: node.kind?.value ?? '',
    observed: node.observed?.value ?? '',
  };
}

function toMovement(node: MovementNode): Movement {
  return {
    id: node.Id,
    at: node.at?.value ?? '',
    quantity: node.quantity?.value ?? 0,
    after: node.after?.value ?? null,
    location: node.level?.location?.value ?? '',
    note: node.note?.value ?? '',
  };
}

export function readStock({ uiapi: { query } }: StockData): Stock {
  return {
    levels: query.levels.edges.map(({ node }) => toLevel(node)),
    movements: query.movements.edges.map(({ node }) => toMovement(node)),
  };
}

/** All locations together; a location that vanished from Linnworks counts no more. */
export function totalOf(
  levels: readonly Level[],
): Pick<Level, 'onHand' | 'allocated' | 'available' | 'due'> {
  const there = levels.filter(({ isMissing }) => !isMissing);
  const sum = (of: (level: Level) => number): number =>
    there.reduce((total, level) => total + of(level), 0);
  return {
    onHand: sum(({ onHand }) => onHand),
    allocated: sum(({ allocated }) => allocated),
    available: sum(({ available }) => available),
    due: sum(({ due }) => due),
  };
}
