import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectToOrg, type OrgClient } from '../../../worker/sandbox/scenarios/org-client.ts';
import { openShop, type Shop } from '../../../worker/sandbox/scenarios/shop.ts';
import { FAMILY_CAMPING } from '../../../worker/sandbox/scenarios/orders.ts';
import {
  startSalesforceOrg,
  type SalesforceOrg,
} from '../../../worker/sandbox/salesforce-org/start.ts';
import { startPreview, type Preview } from '../preview/server.ts';
import { launchBrowser } from './browser.ts';

let org: SalesforceOrg;
let client: OrgClient;
let shop: Shop;
let preview: Preview;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  org = await startSalesforceOrg({});
  client = await connectToOrg(org.url, 'admin@merchant.example');
  shop = await openShop(client);
  preview = await startPreview({ orgUrl: org.url });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(15_000);
});
afterAll(async () => {
  await browser?.close();
  await preview?.close();
  await org?.close();
});

async function faults(method: 'POST' | 'DELETE', rules: readonly object[] = []): Promise<void> {
  await fetch(`${org.url}/__org/faults`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(method === 'POST' ? { body: JSON.stringify(rules) } : {}),
  });
}
const GRAPHQL = { path: '/graphql' };

describe('the dashboard without a worker', () => {
  it('says what to do first', async () => {
    await page.goto(preview.url);
    await page.getByRole('heading', { name: 'The worker has not reported yet' }).waitFor();
    await page.getByText('Start the worker with the settings of this org').waitFor();
    await page.getByText('No orders yet').waitFor();
    await page.getByText('No open errors').waitFor();
  });

  it('shows an old heartbeat for what it is', async () => {
    const old = new Date(Date.now() - 10 * 60_000).toISOString();
    await client.create('Linnworks_Sync_Stream__c', {
      Key__c: 'worker',
      Name: 'Worker',
      Status__c: 'Running',
      Heartbeat_At__c: old,
    });
    await page.reload();
    await page.getByRole('heading', { name: 'The worker is silent' }).waitFor();
    await page.getByText(/It reported (9|10) min ago/).waitFor();
  });

  it('says when it cannot be read, and recovers', async () => {
    await faults('POST', [
      {
        match: GRAPHQL,
        status: 500,
        body: [{ message: 'Server is busy', errorCode: 'UNKNOWN_EXCEPTION' }],
      },
    ]);
    await page.reload();
    await page.getByRole('heading', { name: 'The sync status cannot be read' }).waitFor();
    await faults('DELETE');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'The worker is silent' }).waitFor();
  });

  it('shows that it is loading', async () => {
    await faults('POST', [{ match: GRAPHQL, delayMs: 1500 }]);
    await page.reload();
    await page.getByText('Loading').first().waitFor({ state: 'attached' });
    await faults('DELETE');
  });
});

describe('the order page', () => {
  it('says what happens to a draft', async () => {
    const { id } = await shop.place(FAMILY_CAMPING, { activate: false });
    await page.goto(`${preview.url}#/lightning/r/Order/${id}/view`);
    await page.getByText('Not activated yet').waitFor();
    await page.getByText('When the order is activated it is sent to Linnworks.').waitFor();
  });

  it('says that an activated order is on its way, and lets it be sent by hand', async () => {
    const { id } = await shop.place(FAMILY_CAMPING);
    await page.goto(`${preview.url}#/lightning/r/Order/${id}/view`);
    await page.getByText('On its way to Linnworks').waitFor();
    await page.getByRole('button', { name: 'Send to Linnworks' }).click();
    await page.getByRole('button', { name: 'OK' }).click();
    await page.getByText('Asked. The answer appears here in a moment.').waitFor();
  });
});

describe('somebody who may only look', () => {
  it('sees the state of an order, and is told plainly that sending it is not allowed', async () => {
    const other = await startPreview({ orgUrl: org.url, username: 'viewer@merchant.example' });
    const { id } = await shop.place(FAMILY_CAMPING);
    await page.goto(`${other.url}#/lightning/r/Order/${id}/view`);
    await page.getByText('On its way to Linnworks').waitFor();
    await page.getByRole('button', { name: 'Send to Linnworks' }).click();
    await page.getByRole('button', { name: 'OK' }).click();
    await page
      .getByRole('status')
      .filter({ hasText: /access|permission|privilege/i })
      .waitFor();
    const asked = await client.query(
      `SELECT Id FROM Linnworks_Sync_Request__c WHERE Order__c = '${id}' AND Source__c = 'User'`,
    );
    expect(asked).toEqual([]);
    await other.close();
  });
});
