import type { Flow, FlowValue } from './flow-model.ts';
import { BLANK, boolean, number, text, type Value, type ValueType } from './formula/values.ts';
import type { XmlNode } from './xml-node.ts';

const TYPES: Record<string, ValueType> = {
  String: 'text',
  Number: 'number',
  Currency: 'number',
  Boolean: 'boolean',
  Date: 'date',
  DateTime: 'datetime',
};

function typeOf(node: XmlNode): ValueType {
  const name = node.need('dataType');
  const type = TYPES[name];
  if (!type) throw new Error(`data type ${name} of ${node.need('name')} is not modelled`);
  return type;
}

function literalOf(node: XmlNode): Value {
  const [string, numeric, flag] = ['stringValue', 'numberValue', 'booleanValue'].map((n) =>
    node.text(n),
  );
  if (string !== null && string !== undefined) {
    if (string.includes('{!'))
      throw new Error(`a merge field inside the text "${string}" is not modelled`);
    return text(string);
  }
  if (numeric !== null && numeric !== undefined) return number(Number(numeric));
  if (flag !== null && flag !== undefined) return boolean(flag === 'true');
  const date = node.text('dateValue');
  if (date !== null) return { type: 'date', value: date };
  const dateTime = node.text('dateTimeValue');
  return dateTime === null ? BLANK : { type: 'datetime', value: dateTime };
}

/** A value of an assignment, filter or condition; a missing element is the blank value. */
export function valueOf(node: XmlNode | null): FlowValue {
  if (!node) return { kind: 'literal', value: BLANK };
  node.allow([
    'booleanValue',
    'dateTimeValue',
    'dateValue',
    'elementReference',
    'numberValue',
    'stringValue',
  ]);
  const reference = node.text('elementReference');
  if (reference !== null) return { kind: 'reference', path: reference.split('.') };
  return { kind: 'literal', value: literalOf(node) };
}

export function variablesOf(root: XmlNode): Flow['variables'] {
  return new Map(
    root.children('variables').map((variable) => {
      variable.allow([
        'name',
        'dataType',
        'description',
        'isCollection',
        'isInput',
        'isOutput',
        'scale',
        'value',
      ]);
      const name = variable.need('name');
      const isCollection = variable.text('isCollection') === 'true';
      if (isCollection && typeOf(variable) !== 'text')
        throw new Error(`collection ${name} of other things than texts is not modelled`);
      const initial = valueOf(variable.child('value'));
      if (initial.kind === 'reference') throw new Error(`variable ${name} starts with a reference`);
      return [name, { type: typeOf(variable), initial: initial.value, isCollection }];
    }),
  );
}

export function constantsOf(root: XmlNode): Map<string, Value> {
  return new Map(
    root.children('constants').map((constant) => {
      constant.allow(['name', 'dataType', 'description', 'value']);
      const value = valueOf(constant.child('value'));
      if (value.kind === 'reference')
        throw new Error(`constant ${constant.need('name')} is no constant`);
      return [constant.need('name'), value.value];
    }),
  );
}
