import { inChunks } from '../domain/chunks.ts';
import { ConnectorError } from '../domain/connector-error.ts';

/** Live clients read 50 to 200 ids in a call; no maximum is published. */
const MOST = 200;

type Read<Id, T> = (ids: Id[]) => Promise<T[]>;

/**
 * Reads rows by their ids in chunks as large as the account takes. A refused chunk is halved until it goes; when all of its
 * parts went, it was only too large, and later chunks are smaller from the start. A refused single id is the caller's.
 */
export class ManyIds {
  #size: number;

  constructor(size = MOST) {
    this.#size = size;
  }

  async read<Id, T>(ids: readonly Id[], read: Read<Id, T>): Promise<T[]> {
    const unique = [...new Set(ids)];
    const chunks = inChunks(unique, this.#size);
    return (await Promise.all(chunks.map((chunk) => this.#readChunk(chunk, read)))).flat();
  }

  async #readChunk<Id, T>(ids: Id[], read: Read<Id, T>): Promise<T[]> {
    try {
      return await read(ids);
    } catch (error) {
      const isRefused = error instanceof ConnectorError && error.kind === 'data';
      if (!isRefused || ids.length === 1) throw error;
      const half = Math.ceil(ids.length / 2);
      const parts = [ids.slice(0, half), ids.slice(half)];
      const rows = await Promise.all(parts.map((part) => this.#readChunk(part, read)));
      this.#size = Math.min(this.#size, half);
      return rows.flat();
    }
  }
}
