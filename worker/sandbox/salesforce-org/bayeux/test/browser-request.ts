/** Node has no XMLHttpRequest: the part that the CometD client uses, over fetch, with the page's cookies. */
export function browserRequestClass(): new () => object {
  const cookies = new Map<string, string>();
  return class BrowserRequest {
    static readonly UNSENT = 0;
    readyState = 0;
    status = 0;
    statusText = '';
    responseText = '';
    onload: (() => void) | null = null;
    onerror: (() => void) | null = null;
    onabort: (() => void) | null = null;
    readonly #aborting = new AbortController();
    readonly #headers = new Headers();
    #url = '';

    open(_method: string, url: string): void {
      this.#url = url;
      this.readyState = 1;
    }

    setRequestHeader(name: string, value: string): void {
      this.#headers.set(name, value);
    }

    send(body: string): void {
      this.#headers.set('cookie', [...cookies].map((pair) => pair.join('=')).join('; '));
      const { signal } = this.#aborting;
      fetch(this.#url, { method: 'POST', headers: this.#headers, body, signal })
        .then((response) => this.#receive(response))
        .catch(() => (signal.aborted ? this.onabort?.() : this.onerror?.()));
    }

    async #receive(response: Response): Promise<void> {
      for (const cookie of response.headers.getSetCookie()) {
        const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
        cookies.set(name, value);
      }
      this.responseText = await response.text();
      this.status = response.status;
      this.statusText = response.statusText;
      this.readyState = 4;
      this.onload?.();
    }

    abort(): void {
      this.#aborting.abort();
    }
  };
}
