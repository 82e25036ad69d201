import type { FieldSchema, ObjectSchema } from '../ports.ts';
import type { Expression } from './formula/parse.ts';
import type { Value, ValueType } from './formula/values.ts';

export type FlowValue =
  | { readonly kind: 'literal'; readonly value: Value }
  | { readonly kind: 'reference'; readonly path: readonly string[] };

export type Operator =
  | 'EqualTo'
  | 'NotEqualTo'
  | 'GreaterThan'
  | 'GreaterThanOrEqualTo'
  | 'LessThan'
  | 'LessThanOrEqualTo'
  | 'IsNull'
  | 'IsChanged'
  | 'Contains'
  | 'StartsWith'
  | 'EndsWith';

export interface Condition {
  readonly left: readonly string[];
  readonly operator: Operator;
  readonly right: FlowValue;
}

/** Conditions joined by `and` or `or`. */
export interface ConditionGroup {
  readonly logic: 'and' | 'or';
  readonly conditions: readonly Condition[];
}

export interface FieldFilter {
  readonly field: FieldSchema;
  readonly operator: Operator;
  readonly value: FlowValue;
}

export interface FieldAssignment {
  readonly field: FieldSchema;
  readonly value: FlowValue;
}

interface Step {
  readonly name: string;
  readonly next: string | null;
}
interface DataStep extends Step {
  /** Where to go when the element fails; without it the save is refused. */
  readonly fault: string | null;
}

export type FlowElement =
  | (DataStep & {
      readonly kind: 'create';
      readonly object: ObjectSchema;
      readonly assignments: readonly FieldAssignment[];
    })
  | (DataStep & {
      readonly kind: 'update';
      readonly object: ObjectSchema;
      /** Which record: the filter that finds it. */
      readonly by: FieldAssignment;
      readonly filters: readonly FieldFilter[];
      readonly assignments: readonly FieldAssignment[];
    })
  | (DataStep & {
      readonly kind: 'lookup';
      readonly object: ObjectSchema;
      readonly by: FieldAssignment;
      readonly filters: readonly FieldFilter[];
    })
  | (Step & {
      readonly kind: 'assign';
      readonly items: readonly { variable: string; operator: 'Assign' | 'Add'; value: FlowValue }[];
    })
  | (Step & {
      readonly kind: 'decide';
      readonly rules: readonly { when: ConditionGroup; next: string | null }[];
    })
  | (DataStep & {
      readonly kind: 'action';
      readonly action: ActionName;
      readonly parameters: readonly { readonly name: string; readonly value: FlowValue }[];
    });

export type ActionName = 'customNotificationAction' | 'emailSimple';

/** A part of the flow that runs some time after a moment that stands in the record. */
export interface ScheduledPath {
  readonly name: string;
  readonly field: FieldSchema;
  readonly offsetMs: number;
  readonly start: string;
}

export interface Flow {
  readonly name: string;
  readonly label: string;
  readonly object: ObjectSchema;
  readonly on: 'Create' | 'Update' | 'CreateAndUpdate';
  readonly order: number;
  /** Entry condition: a formula, conditions on fields, or none. */
  readonly filterFormula: Expression | null;
  readonly filter: ConditionGroup | null;
  /** Only when the record did not meet the entry condition before the save. */
  readonly onlyWhenChangedToMeet: boolean;
  readonly start: string | null;
  readonly scheduled: readonly ScheduledPath[];
  readonly elements: ReadonlyMap<string, FlowElement>;
  readonly formulas: ReadonlyMap<string, Expression>;
  readonly variables: ReadonlyMap<
    string,
    { type: ValueType; initial: Value; isCollection: boolean }
  >;
  readonly constants: ReadonlyMap<string, Value>;
}
