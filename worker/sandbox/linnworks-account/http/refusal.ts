/** A reply that is not a success, in the vendor's own words where they are known. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(typeof body === 'string' ? body : JSON.stringify(body));
    this.status = status;
    this.body = body;
  }
}

/** Nearly every business error of the vendor is a 400 with a message. */
export const badRequest = (message: string): Refusal => new Refusal(400, { Message: message });

/** The older form of the same, seen from the order book and from invalid orders. */
export const codedBadRequest = (message: string, code: string | null = null): Refusal =>
  new Refusal(400, { Code: code, Message: message });

/** A non-nullable argument is missing or cannot be read. */
export const invalidRequest = (): Refusal => badRequest('The request is invalid.');

/** What a wrong or missing `request` wrapper ends in. */
export const nullReference = (): Refusal =>
  codedBadRequest('Object reference not set to an instance of an object.');
