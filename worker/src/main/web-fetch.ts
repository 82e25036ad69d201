import { Agent, fetch as send } from 'undici';

/** As Node's own: without HTTP/2. */
const dispatcher = new Agent({ allowH2: false });

/**
 * The `fetch` of the library that jsforce brings. Node's own is a second copy of the same library, which a resting worker
 * would hold beside it (about 10 MB).
 */
export const webFetch = ((input: string | URL, init: Parameters<typeof send>[1]) =>
  send(input, { ...init, dispatcher })) as unknown as typeof fetch;
