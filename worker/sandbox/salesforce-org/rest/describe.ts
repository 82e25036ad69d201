import type { FieldSchema, ObjectSchema } from '../ports.ts';
import { answerOf, type Answer, type ResourceCall } from './answer.ts';
import { objectNamed } from './records.ts';
import { recordTypesOf } from '../record-types.ts';

const NUMBERS = new Set(['double', 'currency', 'percent', 'int']);

function describeField(call: ResourceCall, object: ObjectSchema, field: FieldSchema): object {
  const { core, session } = call;
  return {
    name: field.name,
    label: field.label,
    type: field.type === 'autonumber' ? 'string' : field.type,
    length: field.length,
    byteLength: field.length * 3,
    precision: NUMBERS.has(field.type) ? field.precision : 0,
    scale: field.scale,
    digits: field.type === 'int' ? field.precision : 0,
    custom: field.custom,
    nillable: !field.required,
    createable: field.createable && core.canCreate(session, object),
    updateable: field.updateable && core.canEdit(session, object, field),
    autoNumber: field.type === 'autonumber',
    nameField: object.nameField === field.name,
    unique: field.unique,
    externalId: field.externalId,
    idLookup: field.externalId || field.type === 'id',
    caseSensitive: field.caseSensitive,
    defaultValue: field.defaultValue ?? null,
    defaultedOnCreate: field.defaultValue !== null && field.defaultValue !== undefined,
    restrictedPicklist: field.restrictedPicklist,
    picklistValues: field.picklist.map(({ value, label, isDefault }) => ({
      active: true,
      defaultValue: isDefault,
      label,
      validFor: null,
      value,
    })),
    referenceTo: field.referenceTo,
    relationshipName: field.relationshipName,
    calculated: false,
    filterable: !(field.type === 'textarea' && field.length > 255),
    sortable: !(field.type === 'textarea' && field.length > 255),
    groupable: field.type !== 'textarea',
    deprecatedAndHidden: false,
    permissionable: field.custom,
  };
}

function childRelationships(call: ResourceCall, parent: ObjectSchema): object[] {
  return [...call.core.schema.values()].flatMap((object) =>
    [...object.fields.values()]
      .filter((field) => field.referenceTo.includes(parent.name))
      .map((field) => ({
        childSObject: object.name,
        field: field.name,
        relationshipName: field.childRelationshipName,
        cascadeDelete: field.masterDetail,
        deprecatedAndHidden: false,
        restrictedDelete: false,
        junctionIdListNames: [],
        junctionReferenceTo: [],
      })),
  );
}

const describeUrl = ({ core }: ResourceCall, object: ObjectSchema): string =>
  `/services/data/v${core.apiVersion}/sobjects/${object.name}/describe`;

function summary(call: ResourceCall, object: ObjectSchema): Record<string, unknown> {
  const { core, session } = call;
  const base = `/services/data/v${core.apiVersion}/sobjects/${object.name}`;
  const isEvent = object.kind === 'event';
  return {
    name: object.name,
    label: object.label,
    labelPlural: object.labelPlural,
    keyPrefix: object.keyPrefix,
    custom: object.custom,
    customSetting: object.kind === 'hierarchySetting',
    createable: core.canCreate(session, object),
    updateable: !isEvent && core.canEdit(session, object),
    deletable: !isEvent && core.canDelete(session, object),
    queryable: !isEvent,
    retrieveable: !isEvent,
    searchable: false,
    replicateable: !isEvent,
    triggerable: true,
    layoutable: !isEvent,
    undeletable: !isEvent,
    mergeable: false,
    feedEnabled: false,
    deprecatedAndHidden: false,
    activateable: false,
    urls: { sobject: base, describe: `${base}/describe`, rowTemplate: `${base}/{ID}` },
  };
}

export function describeGlobal(call: ResourceCall): Answer {
  const objects = [...call.core.schema.values()].filter((object) =>
    call.core.canRead(call.session, object),
  );
  return {
    status: 200,
    body: {
      encoding: 'UTF-8',
      maxBatchSize: 200,
      sobjects: objects.map((object) => summary(call, object)),
    },
  };
}

export function describeObject(call: ResourceCall): Answer {
  return answerOf(() => {
    const object = objectNamed(call, call.parts[1] ?? '');
    const fields = [...object.fields.values()].filter((field) =>
      call.core.canRead(call.session, object, field),
    );
    return {
      status: 200,
      body: {
        ...summary(call, object),
        fields: fields.map((field) => describeField(call, object, field)),
        childRelationships: childRelationships(call, object),
        recordTypeInfos: recordTypesOf(call.core, call.session, object).map((type) => ({
          ...type,
          urls: { layout: `${describeUrl(call, object)}/layouts/${type.recordTypeId}` },
        })),
      },
    };
  });
}
