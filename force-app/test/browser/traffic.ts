import type { Page, Route } from 'playwright-core';

const BUSY = JSON.stringify([{ errorCode: 'UNKNOWN_EXCEPTION', message: 'Server is busy' }]);

/** What becomes of the queries of a page: they pass, fail, or wait until something else is said. */
export interface Traffic {
  pass(): Promise<void>;
  /** @param query name of the only query that fails; all do without it. */
  fail(query?: string): Promise<void>;
  hold(): Promise<void>;
}

/** Stands between a page and the org. */
export async function controlTraffic(page: Page): Promise<Traffic> {
  let isHeld = false;
  let failing: string | null = null;
  let waiting: Route[] = [];
  const answer = (route: Route): Promise<void> => {
    const asked = route.request().postData() ?? '';
    return failing !== null && asked.includes(failing)
      ? route.fulfill({ status: 500, contentType: 'application/json', body: BUSY })
      : route.continue();
  };
  await page.route('**/graphql', (route) => {
    if (!isHeld) return answer(route);
    waiting.push(route);
    return undefined;
  });
  const release = async (): Promise<void> => {
    isHeld = false;
    const routes = waiting;
    waiting = [];
    // A page that was left meanwhile waits for nothing any more.
    await Promise.allSettled(routes.map(answer));
  };
  return {
    pass() {
      failing = null;
      return release();
    },
    fail(query = '') {
      failing = query;
      return release();
    },
    async hold() {
      isHeld = true;
    },
  };
}
