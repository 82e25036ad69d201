import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { OrgSource } from '../definition.ts';
import type { OrgSchema } from '../schema/load-schema.ts';
import { ComponentStore, type StoredComponent } from './component-store.ts';
import { keyOf, type Component, type ComponentName } from './component.ts';
import { readSourceFolder, writeSourceFolder } from './source-folder.ts';

const LONG_AGO = '2026-01-01T00:00:00.000Z';

/**
 * The metadata of the org: at first what is in the folders of the package, from the first deploy on what the database
 * holds. Loaders read folders, so every state is written into one of its own.
 */
export class OrgFiles {
  readonly #store: ComponentStore;
  readonly #namespace: string;
  readonly #start: OrgSource;
  #folder: string | null = null;
  #revision = 0;

  constructor(database: DatabaseSync, namespace: string, start: OrgSource) {
    this.#store = new ComponentStore(database);
    this.#namespace = namespace;
    this.#start = start;
  }

  /** A package with a namespace is installed: only what is beside it can be deployed. */
  #initial(): Map<string, StoredComponent> {
    const { packageDir, unpackagedDir } = this.#start;
    const folders = this.#namespace === '' ? [packageDir, unpackagedDir] : [unpackagedDir];
    const found = folders.flatMap(readSourceFolder);
    return new Map(
      found.map((component) => [keyOf(component), { ...component, changedAt: LONG_AGO }]),
    );
  }

  components(): Map<string, StoredComponent> {
    const stored = this.#store.all();
    return stored.size > 0 ? stored : this.#initial();
  }

  /** Where the loaders find the state that the database holds. */
  source(): OrgSource {
    const stored = this.#store.all();
    return stored.size === 0 ? this.#start : this.write(stored.values(), this.#store.prefixes());
  }

  /** Writes a state beside the current one. */
  write(components: Iterable<Component>, prefixes: ReadonlyMap<string, string>): OrgSource {
    this.#folder ??= mkdtempSync(path.join(tmpdir(), 'emulated-org-'));
    this.#revision += 1;
    const folder = path.join(this.#folder, String(this.#revision));
    mkdirSync(folder);
    writeSourceFolder(folder, components);
    const { packageDir } = this.#start;
    return this.#namespace === ''
      ? { packageDir: folder, unpackagedDir: path.join(folder, 'no-such-folder'), prefixes }
      : { packageDir, unpackagedDir: folder, prefixes };
  }

  /** Forgets a state that is not used any more. */
  drop({ packageDir, unpackagedDir }: OrgSource): void {
    for (const folder of [packageDir, unpackagedDir])
      if (this.#folder !== null && folder.startsWith(`${this.#folder}${path.sep}`))
        rmSync(folder, { recursive: true, force: true });
  }

  /** Keeps what a deploy has changed, and on the first one everything that was there. */
  keep(
    changed: readonly Component[],
    removed: readonly ComponentName[],
    schema: OrgSchema,
    at: string,
  ): void {
    if (this.#store.all().size === 0)
      for (const component of this.#initial().values())
        this.#store.put(component, component.changedAt);
    for (const component of changed) this.#store.put(component, at);
    for (const name of removed) this.#store.remove(name);
    for (const { name, keyPrefix, custom } of schema.objects.values())
      if (custom) this.#store.keepPrefix(name, keyPrefix);
  }

  close(): void {
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
  }
}
