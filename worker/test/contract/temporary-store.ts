import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openStore, type OpenStore } from '../../src/queue/open-store.ts';

/** An embedded store for the tests of a file, opened before them and gone after them. */
export function useTemporaryStore(opened: (store: OpenStore) => void): void {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'store-'));
  let store: OpenStore | undefined;
  beforeAll(async () => {
    store = await openStore({ databaseUrl: undefined, dataDir, onError: () => undefined });
    opened(store);
  });
  afterAll(async () => {
    await store?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
}
