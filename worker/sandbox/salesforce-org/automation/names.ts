import type { FieldSchema, ObjectSchema, OrgCore } from '../ports.ts';

/** Names in package files carry no namespace; in an org with one they mean the package's own components. */
export interface Names {
  /** @throws Error when the org has no such object. */
  object(name: string): ObjectSchema;
  /** @throws Error when the object has no such field. */
  field(object: ObjectSchema, name: string): FieldSchema;
  /** The field behind `Account` or `Order__r`; null when it is no relationship. */
  relationship(
    object: ObjectSchema,
    name: string,
  ): { field: FieldSchema; parent: ObjectSchema } | null;
}

export function namesOf(core: OrgCore): Names {
  const object = (name: string): ObjectSchema => {
    const found = core.findObject(name, core.namespace);
    if (!found) throw new Error(`there is no object ${name}`);
    return found;
  };
  return {
    object,
    field(owner, name) {
      const found = core.findField(owner, name, core.namespace);
      if (!found) throw new Error(`there is no field ${owner.name}.${name}`);
      return found;
    },
    relationship(owner, name) {
      const wanted = [name, `${core.namespace}__${name}`].map((n) => n.toLowerCase());
      const field = [...owner.fields.values()].find(
        (f) => f.relationshipName !== null && wanted.includes(f.relationshipName.toLowerCase()),
      );
      const [target] = field?.referenceTo ?? [];
      return field && target !== undefined ? { field, parent: object(target) } : null;
    },
  };
}
