import { asSystem, type Actor, type Kernel } from '../kernel.ts';
import {
  OrgError,
  type ObjectSchema,
  type Row,
  type SaveContext,
  type SaveResult,
  type SavedRecord,
} from '../ports.ts';
import { canonicalId } from '../store/record-id.ts';
import { checkRecord } from './check-record.ts';
import { changedRow, newRow } from './complete-record.ts';
import { removeRecord } from './delete-record.ts';
import { readValues } from './read-values.ts';
import { rulesOf } from './standard-rules.ts';

const NOT_FOUND = 'The requested resource does not exist';

/** Turns a refusal into the result that collections and flows see. */
export function attempt(save: () => SaveResult): SaveResult {
  try {
    return save();
  } catch (error) {
    if (!(error instanceof OrgError)) throw error;
    const { errorCode: statusCode, message, fields } = error;
    const errors = [{ statusCode, message, fields }];
    return { id: null, success: false, created: false, errors };
  }
}

/** Creates, changes and deletes single records; every method throws OrgError and then leaves nothing behind. */
export class Saver {
  readonly #kernel: Kernel;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  create(actor: Actor, object: ObjectSchema, values: Row): SaveResult {
    const kernel = this.#kernel;
    if (!actor.system && !kernel.access.mayObject(actor.user, object, 'create')) {
      const message = `entity type cannot be inserted: ${object.label}`;
      throw new OrgError(400, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message);
    }
    return kernel.transactions.run(() => {
      const given = readValues(kernel, actor, object, values, true);
      if (object.kind === 'event') return this.#publish(actor, object, given);
      const row = newRow(kernel, actor, object, given);
      const id = this.#store(actor, object, null, row);
      return { id, success: true, created: true, errors: [] };
    });
  }

  update(actor: Actor, object: ObjectSchema, id: string, values: Row): SaveResult {
    const kernel = this.#kernel;
    const before = this.#need(actor, object, id);
    if (!actor.system && !kernel.access.mayObject(actor.user, object, 'edit')) {
      const message = 'insufficient access rights on object id';
      throw new OrgError(403, 'INSUFFICIENT_ACCESS_OR_READONLY', message);
    }
    return kernel.transactions.run(() => {
      const given = readValues(kernel, actor, object, values, false);
      const after = changedRow(kernel, actor, before, given);
      return {
        id: this.#store(actor, object, before, after),
        success: true,
        created: false,
        errors: [],
      };
    });
  }

  remove(actor: Actor, object: ObjectSchema, id: string): SaveResult {
    const kernel = this.#kernel;
    const row = this.#need(actor, object, id);
    if (!actor.system && !kernel.access.mayObject(actor.user, object, 'delete')) {
      const message = 'insufficient access rights on object id';
      throw new OrgError(403, 'INSUFFICIENT_ACCESS_OR_READONLY', message);
    }
    return kernel.transactions.run(() => {
      for (const { object: gone, row: before } of removeRecord(kernel, actor, object, row))
        this.#afterSave(actor, { object: gone, operation: 'delete', before, after: null });
      return { id: String(row['Id']), success: true, created: false, errors: [] };
    });
  }

  /** What extensions and the org's own nested saves work with. */
  context(actor: Actor): SaveContext {
    const kernel = this.#kernel;
    const system = asSystem(actor);
    const named = (name: string): ObjectSchema => {
      const object = kernel.schema.findObject(name, kernel.schema.namespace);
      if (object) return object;
      throw new OrgError(400, 'INVALID_TYPE', `sObject type '${name}' is not supported.`);
    };
    return {
      session: actor.session,
      now: kernel.now(),
      create: (name, values) => attempt(() => this.create(system, named(name), values)),
      update: (name, id, values) => attempt(() => this.update(system, named(name), id, values)),
      find: (name, id) =>
        kernel.schema.objectOfId(id) === named(name) ? kernel.store.find(id) : null,
      findBy: (name, field, value) => kernel.store.findBy(named(name), field, value),
      afterCommit: (work) => kernel.transactions.afterCommit(work),
    };
  }

  #need(actor: Actor, object: ObjectSchema, id: string): Row {
    const key = canonicalId(id);
    if (key === null || this.#kernel.schema.objectOfId(key) !== object)
      throw new OrgError(
        404,
        'NOT_FOUND',
        `Provided external ID field does not exist or is not accessible: ${id}`,
      );
    const isReadable = actor.system || this.#kernel.access.mayObject(actor.user, object, 'read');
    const row = isReadable ? this.#kernel.store.find(key) : null;
    if (row) return row;
    if (this.#kernel.store.isDeleted(key))
      throw new OrgError(404, 'ENTITY_IS_DELETED', 'entity is deleted');
    throw new OrgError(404, 'NOT_FOUND', NOT_FOUND);
  }

  #store(actor: Actor, object: ObjectSchema, before: Row | null, wanted: Row): string {
    const kernel = this.#kernel;
    const rules = rulesOf(object);
    const context = { kernel, actor, object };
    checkRecord(kernel, object, before, wanted);
    const after = rules.beforeSave?.(context, before, wanted) ?? wanted;
    kernel.store.put(object, after);
    rules.afterChange?.(context, after);
    this.#afterSave(actor, { object, operation: before ? 'update' : 'create', before, after });
    return String(after['Id']);
  }

  #afterSave(actor: Actor, saved: SavedRecord): void {
    const context = this.context(actor);
    for (const extension of this.#kernel.extensions) extension.afterSave?.(saved, context);
  }

  /** An event is not kept as a record; its result carries the EventUuid where errors would be. */
  #publish(actor: Actor, event: ObjectSchema, payload: Row): SaveResult {
    const publisher = this.#kernel.extensions.find((extension) => 'publish' in extension);
    if (!publisher?.publish)
      throw new OrgError(501, 'NOT_MODELLED', 'This org was started without an event bus');
    const uuid = publisher.publish(event, payload, this.context(actor));
    const id = this.#kernel.store.newId(event);
    const enqueued = { statusCode: 'OPERATION_ENQUEUED', message: uuid, fields: [] };
    return { id, success: true, created: true, errors: [enqueued] };
  }
}
