export class ControlError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** A command that the state of things does not allow now. */
export const notNow = (message: string): ControlError => new ControlError(409, message);
