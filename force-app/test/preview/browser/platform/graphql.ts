import { API, call, deepFreeze, UiApiError } from './http.ts';

interface Document {
  readonly source: string;
}
interface Config {
  readonly query?: Document;
  readonly variables?: Record<string, unknown>;
}
interface Reply {
  readonly data?: unknown;
  readonly errors?: readonly { message: string }[];
}
type Emit = (value: Record<string, unknown>) => void;

export function gql(strings: TemplateStringsArray, ...values: unknown[]): Document {
  return Object.freeze({ source: String.raw({ raw: strings.raw }, ...values) });
}

function messageOf(error: unknown): string {
  const body =
    error instanceof UiApiError ? (error.body as { message?: string } | undefined) : undefined;
  return body?.message ?? (error as Error).message;
}

/** The wire adapter: asks when it is configured, drops late answers, asks again on `refresh`. */
export class graphql {
  private readonly emit: Emit;
  private config: Config | undefined;
  private isConnected = false;
  private run = 0;

  constructor(emit: Emit) {
    this.emit = emit;
    emit({ data: undefined, errors: undefined });
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

  private async load(): Promise<void> {
    const { query, variables } = this.config ?? {};
    // Variables that are named and undefined hold the query back, as in the org.
    const isHeld = 'variables' in (this.config ?? {}) && variables === undefined;
    if (query === undefined || isHeld) return;
    const run = ++this.run;
    const refresh = (): Promise<void> => this.load();
    const value = await call<Reply>('POST', `${API}/graphql`, {
      query: query.source,
      variables,
    }).then(
      ({ data, errors }) => ({
        data: deepFreeze(data) ?? undefined,
        errors: errors === undefined || errors.length === 0 ? undefined : errors,
        refresh,
      }),
      (error: unknown) => ({ data: undefined, errors: [{ message: messageOf(error) }], refresh }),
    );
    if (run === this.run) this.emit(value);
  }
}
