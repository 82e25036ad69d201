/** The part of faye 1.4.3 that is used; the package brings no types. */
declare module 'faye' {
  export interface BayeuxMessage {
    channel: string;
    successful?: boolean;
    error?: string;
    subscription?: string | string[];
    advice?: { reconnect?: string; interval?: number; timeout?: number };
    ext?: Record<string, unknown>;
  }
  export interface Extension {
    incoming?(message: BayeuxMessage, next: (message: BayeuxMessage) => void): void;
    outgoing?(message: BayeuxMessage, next: (message: BayeuxMessage) => void): void;
  }
  export class Client {
    constructor(
      endpoint: string,
      options?: { timeout?: number; retry?: number; interval?: number },
    );
    setHeader(name: string, value: string): void;
    disable(feature: string): void;
    addExtension(extension: Extension): void;
    subscribe(channel: string, handler: (data: unknown) => void): PromiseLike<void>;
    disconnect(): PromiseLike<void>;
  }
  const faye: { Client: typeof Client };
  export default faye;
}
