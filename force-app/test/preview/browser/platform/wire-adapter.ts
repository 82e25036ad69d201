import { deepFreeze, UiApiError } from './http.ts';

export interface WireResult {
  readonly data: unknown;
  readonly error: unknown;
}

/** A wire adapter over one read: waits until it is configured and connected, drops late answers. */
export abstract class ReadingAdapter<Config> {
  protected config: Config | undefined;
  private readonly emit: (value: WireResult) => void;
  private isConnected = false;
  private run = 0;

  constructor(emit: (value: WireResult) => void) {
    this.emit = emit;
    emit({ data: undefined, error: undefined });
  }

  update(config: Config): void {
    this.config = config;
    if (this.isConnected) void this.load();
  }
  connect(): void {
    this.isConnected = true;
    void this.load();
  }
  disconnect(): void {
    this.isConnected = false;
    this.run += 1;
  }

  /** Null while something that is needed is missing. */
  protected abstract read(config: Config): Promise<unknown> | null;

  protected async load(): Promise<void> {
    const reading = this.config === undefined ? null : this.read(this.config);
    if (reading === null) return;
    const run = ++this.run;
    const value = await reading.then(
      (data) => ({ data: deepFreeze(data), error: undefined }),
      (error: unknown) => ({
        data: undefined,
        error: error instanceof UiApiError ? { status: error.status, body: error.body } : error,
      }),
    );
    if (run === this.run) this.emit(value);
  }
}
