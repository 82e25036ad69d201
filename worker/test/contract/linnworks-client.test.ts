import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Clock } from '../../src/domain/clock.ts';
import type { Logger } from '../../src/domain/ports.ts';
import { createLinnworksClient, type LinnworksClient } from '../../src/linnworks/client.ts';
import {
  startLinnworksAccount,
  type LinnworksAccount,
} from '../../sandbox/linnworks-account/start.ts';

/** Time that passes only where somebody waits. */
class JumpingClock implements Clock {
  #now = Date.parse('2026-11-24T12:00:00Z');
  readonly waits: number[] = [];
  now(): Date {
    return new Date(this.#now);
  }
  async sleep(ms: number): Promise<void> {
    this.waits.push(ms);
    this.#now += ms;
  }
  forward(ms: number): void {
    this.#now += ms;
  }
}

let account: LinnworksAccount;
let client: LinnworksClient;
let clock: JumpingClock;
let lines: string[];

function listen(): Logger {
  const note = (message: string, fields?: object) => {
    lines.push(`${message} ${JSON.stringify(fields ?? {})}`);
  };
  const log: Logger = { debug: note, info: note, warn: note, error: note, child: () => log };
  return log;
}

beforeEach(async () => {
  lines = [];
  clock = new JumpingClock();
  account = await startLinnworksAccount({ seed: 3, clock: () => clock.now() });
  client = createLinnworksClient({
    credentials: { authUrl: account.url, v2Url: `${account.url}/v2`, ...account.credentials },
    clock,
    fetch,
    log: listen(),
    timeoutMs: 2_000,
  });
});
afterEach(() => account.close());

const locations = () => client.call('locations', {}, z.array(z.unknown()));

async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${account.url}/__account/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as T;
}

async function callsOf(name: string): Promise<number> {
  const report = await control<{ counters: Record<string, { total: number }> }>('GET', 'requests');
  return report.counters[name]?.total ?? 0;
}

describe('the session', () => {
  it('is opened once for many calls at the same time', async () => {
    await Promise.all(Array.from({ length: 8 }, locations));
    expect(await callsOf('Auth/AuthorizeByApplication')).toBe(1);
  });

  it('is renewed when it died, without the caller noticing', async () => {
    await locations();
    await control('POST', 'expire-sessions');
    expect(await locations()).not.toEqual([]);
    expect(await callsOf('Auth/AuthorizeByApplication')).toBe(2);
  });

  it('is renewed before it dies of idleness', async () => {
    await locations();
    clock.forward(16 * 60_000);
    await locations();
    const { requests } = await control<{ requests: { status: number }[] }>('GET', 'requests');
    expect(requests.filter(({ status }) => status === 401)).toEqual([]);
  });

  it('leaves no secret of its reply in the log', async () => {
    await locations();
    const { applicationSecret, installationToken } = account.credentials;
    const text = lines.join('\n');
    expect(text).toContain('session opened');
    for (const secret of [applicationSecret, installationToken, 'DatabasePassword'])
      expect(text).not.toContain(secret);
  });
});

describe('the quota', () => {
  it('is never run into, however many calls are asked for', async () => {
    // One after the other: this clock jumps, so calls at the same time would arrive at another time than they left.
    for (let call = 0; call < 400; call++) await locations();
    const { requests } = await control<{ requests: { status: number }[] }>('GET', 'requests');
    expect(requests.filter(({ status }) => status === 429)).toEqual([]);
    expect(client.usage().find(({ name }) => name === 'locations')?.limit).toBe(150);
  });

  it('pauses its own endpoint after a 429 and goes on by itself', async () => {
    await control('POST', 'faults', [
      {
        match: { path: 'GetStockLocations' },
        status: 429,
        body: { Message: 'API calls quota exceeded! Maximum admitted 150 per Minute.' },
        times: 1,
      },
    ]);
    expect(await locations()).not.toEqual([]);
    expect(Math.max(...clock.waits)).toBeGreaterThanOrEqual(59_000);
  });
});

describe('what goes wrong', () => {
  it.each([
    [{ status: 503 }, 'LW_UNAVAILABLE'],
    [{ status: 403 }, 'LW_PERMISSION_MISSING'],
    [{ status: 401 }, 'LW_SESSION_REFUSED'],
    [{ status: 400, body: { Message: 'No.' } }, 'LW_REFUSED'],
    [{ status: 200, body: '<html>' }, 'LW_REPLY_UNREADABLE'],
    [{ cut: 'before' }, 'LW_NO_REPLY'],
  ])('%j is %s', async (fault, code) => {
    await control('POST', 'faults', [{ match: { path: 'GetStockLocations' }, ...fault }]);
    await expect(locations()).rejects.toMatchObject({ code });
  });

  it('repeats a read, and never a write, whose reply was lost', async () => {
    const cut = (path: string) => ({ match: { path }, cut: 'after', times: 1 });
    await control('POST', 'faults', [cut('GetStockLocations'), cut('CancelOrder')]);
    expect(await locations()).not.toEqual([]);
    await expect(client.call('cancelOrder', {}, z.unknown())).rejects.toMatchObject({
      code: 'LW_NO_REPLY',
    });
    expect(await callsOf('Orders/CancelOrder')).toBe(1);
  });
});
