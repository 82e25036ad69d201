export class ControlError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export type Body = Readonly<Record<string, unknown>>;

/** A text of a command's body; a number is text too. */
export function textOf(body: Body, key: string, otherwise = ''): string {
  const value = body[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise;
}

/** A command that the state of things does not allow now. */
export const notNow = (message: string): ControlError => new ControlError(409, message);
