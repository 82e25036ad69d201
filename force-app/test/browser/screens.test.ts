import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectToOrg, type OrgClient } from '../../../worker/sandbox/scenarios/org-client.ts';
import { FAMILY_CAMPING } from '../../../worker/sandbox/scenarios/orders.ts';
import { openShop } from '../../../worker/sandbox/scenarios/shop.ts';
import { seedRecordPages } from '../../../worker/sandbox/scenarios/screens-order.ts';
import { seedScreens } from '../../../worker/sandbox/scenarios/screens.ts';
import {
  startSalesforceOrg,
  type SalesforceOrg,
} from '../../../worker/sandbox/salesforce-org/start.ts';
import { startPreview, type Preview } from '../preview/server.ts';
import { launchBrowser } from './browser.ts';
import { playWorker, type ScriptedWorker } from './scripted-worker.ts';

const HOME = '#/lightning/n/Linnworks_Home';
const ERRORS = '#/lightning/n/Linnworks_Errors';
const TRACE = '#/lightning/n/Linnworks_Trace';
const AGREEMENT = '#/lightning/n/Linnworks_Reconciliation';

let org: SalesforceOrg;
let client: OrgClient;
let preview: Preview;
let browser: Browser;
let page: Page;
let worker: ScriptedWorker;
let orderId: string;
let sentOrder: string;
let product: string;
/** In which the next page is opened. */
let currentTheme = 'slds2';

beforeAll(async () => {
  org = await startSalesforceOrg({});
  client = await connectToOrg(org.url, 'admin@merchant.example');
  const shop = await openShop(client);
  orderId = (await shop.place(FAMILY_CAMPING, { activate: false })).id;
  await seedScreens(org.url, orderId);
  const { id } = await shop.place(FAMILY_CAMPING);
  await seedRecordPages(org.url, id, shop.productId('TENT-2P'));
  sentOrder = `#/lightning/r/Order/${id}/view`;
  product = `#/lightning/r/Product2/${shop.productId('TENT-2P')}/view`;
  worker = playWorker(client);
  preview = await startPreview({ orgUrl: org.url });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(20_000);
});
afterAll(async () => {
  await worker?.stop();
  await browser?.close();
  await preview?.close();
  await org?.close();
});
const show = (theme: string, width: number): Promise<void> => {
  currentTheme = theme;
  return page.setViewportSize({ width, height: 900 });
};
beforeEach(() => show('slds2', 1280));

const kinds = () => worker.answered.map(({ Kind__c: kind }) => kind);
/** Earlier answers of the same kind may stand on the page: only a new one counts. */
const asks = async (kind: string, ask: () => Promise<void>): Promise<void> => {
  const count = () => kinds().filter((one) => one === kind).length;
  const before = count();
  await ask();
  await expect.poll(count, { timeout: 20_000 }).toBe(before + 1);
  await page.getByText(`Answer to ${kind}.`).first().waitFor();
};
let loads = 0;
/** Another search part loads the page anew, whatever stands behind the hash. */
const open = (hash: string, on: Page = page, base = preview.url) =>
  on.goto(`${base}?theme=${currentTheme}&load=${++loads}${hash}`);

describe.each([
  ['slds2', 1280],
  ['slds1', 1280],
  ['slds2', 390],
  ['slds1', 390],
])('the jobs of an operator in %s at %d pixels', (theme, width) => {
  beforeEach(() => show(theme, width));

  it('goes from the alarm to the retry of a stuck order in three clicks', async () => {
    await open(HOME);
    await page.getByRole('link', { name: 'Show the errors' }).click();
    await page.getByRole('button', { name: 'Solve', exact: true }).first().click();
    await asks('Retry', () =>
      page
        .getByRole('region', { name: 'Error in detail' })
        .getByRole('button', { name: 'Retry', exact: true })
        .click(),
    );
    expect(worker.answered.at(-1)).toMatchObject({ Kind__c: 'Retry' });
  });

  it('retries all errors of one cause with one request', async () => {
    await open(ERRORS);
    await asks('Retry', () =>
      page
        .getByRole('button', { name: /^Retry all \d+$/ })
        .first()
        .click(),
    );
    expect(worker.answered.at(-1)?.Cause_Key__c).toBeTruthy();
  });

  it('corrects the field with the own rights and retries', async () => {
    await open(`${ERRORS}?c__search=correct-me`);
    await page.getByRole('button', { name: 'Solve', exact: true }).first().click();
    const postcode = `BT${theme.at(-1)} ${width}`;
    const field = page.getByRole('textbox', { name: /Zip|Postal|Postcode/i });
    await field.fill(postcode);
    await asks('Correct', () => page.getByRole('button', { name: 'Save and retry' }).click());
    const [order] = await client.query(
      `SELECT ShippingPostalCode FROM Order WHERE Id = '${orderId}'`,
    );
    expect(order).toMatchObject({ ShippingPostalCode: postcode });
    expect(JSON.parse(worker.answered.at(-1)?.Detail__c ?? '{}')).toMatchObject({
      field: 'Order.ShippingPostalCode',
      after: postcode,
    });
  });

  it('ignores one with a reason, which then stands under Ignored', async () => {
    await open(`${ERRORS}?c__search=0199a1c2`);
    await page.getByRole('button', { name: 'Solve', exact: true }).first().click();
    await page.getByRole('button', { name: 'Ignore', exact: true }).click();
    await page.getByRole('textbox', { name: 'Reason' }).fill('Test order');
    await asks('Ignore', () => page.getByRole('button', { name: 'Ignore this error' }).click());
    await page.getByRole('button', { name: /^Ignored \([1-9]/ }).click();
    await page.getByRole('button', { name: 'Show', exact: true }).first().waitFor();
  });

  it('assigns one to itself', async () => {
    await open(ERRORS);
    await page.getByRole('button', { name: 'Solve', exact: true }).first().click();
    await page.getByRole('button', { name: 'Assign', exact: true }).click();
    await asks('Assign', () => page.getByRole('button', { name: 'Assign to me' }).click());
    expect(JSON.parse(worker.answered.at(-1)?.Detail__c ?? '{}')).toHaveProperty('ownerId');
  });

  it('keeps its filters in the address, so that a colleague sees the same', async () => {
    await open(ERRORS);
    await page
      .getByRole('button', { name: /^Show \d+$/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Clear filters' }).waitFor();
    expect(page.url()).toContain('c__cause=');
    await page.reload();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('button', { name: 'Clear filters' }).waitFor({ state: 'detached' });
  });

  it('asks for the story of an order', async () => {
    await open(TRACE);
    await page.getByRole('searchbox', { name: /Order number/ }).fill('00000101');
    await page.getByRole('button', { name: 'Show the story' }).click();
    await page.getByRole('heading', { name: '00000101 · Linnworks 100001' }).waitFor();
    const steps = page.getByRole('list', { name: 'What happened, oldest first' });
    expect(await steps.getByRole('listitem').count()).toBe(3);
  });

  it('repairs a difference and starts a comparison', async () => {
    await open(AGREEMENT);
    await page.getByText('Orders: 1,201 of 1,204 agree').waitFor();
    await page.getByRole('button', { name: 'Missing in Linnworks' }).click();
    // The list before the filter has more of them.
    const repair = page.getByRole('button', { name: 'Repair', exact: true });
    await expect.poll(() => repair.count(), { timeout: 20_000 }).toBe(1);
    await asks('Repair', () => repair.click());
    await asks('Reconcile', () => page.getByRole('button', { name: 'Check now' }).click());
  });

  it('pauses a stream after a question, and resumes another', async () => {
    await open(HOME);
    await page.getByRole('button', { name: 'Pause Orders to Linnworks' }).click();
    await asks('Pause', () => page.getByRole('button', { name: 'OK' }).click());
    await asks('Resume', () =>
      page.getByRole('button', { name: 'Resume Returns to Salesforce' }).click(),
    );
  });

  it('sees what came back of an order and asks for another return', async () => {
    await open(sentOrder);
    await page.getByRole('heading', { name: /64\.95 GBP paid back/ }).waitFor();
    await page.getByText('1 × MAT-DOUBLE').first().waitFor();
    await page.getByRole('button', { name: 'Ask for a return' }).click();
    await page.getByRole('spinbutton').first().fill('1');
    await page.getByRole('textbox', { name: /Reason/ }).fill('Zip is broken');
    await asks('Return', () => page.getByRole('button', { name: 'Ask Linnworks' }).click());
    expect(JSON.parse(worker.answered.at(-1)?.Detail__c ?? '{}')).toMatchObject({ kind: 'Return' });
  });

  it('sends an order again, after a question', async () => {
    await open(sentOrder);
    await page.getByRole('button', { name: 'Send again' }).click();
    await asks('Resync', () => page.getByRole('button', { name: 'OK' }).click());
  });

  it('reads the stock of a product now', async () => {
    await open(product);
    await page.getByRole('img', { name: /movement/i }).waitFor();
    await asks('Refresh', () => page.getByRole('button', { name: 'Refresh now' }).click());
  });

  it('does the same with the keyboard alone', async () => {
    await open(`${ERRORS}?c__status=Retrying`);
    const solve = page.getByRole('button', { name: 'Solve', exact: true }).first();
    await solve.focus();
    await page.keyboard.press('Enter');
    const detail = page.getByRole('region', { name: 'Error in detail' });
    await detail.waitFor();
    const before = kinds().length;
    for (let step = 0; step < 12 && kinds().length === before; step++) {
      await page.keyboard.press('Tab');
      const label = await page.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return element?.textContent?.trim() ?? '';
      });
      if (label === 'Retry') {
        await page.keyboard.press('Enter');
        break;
      }
    }
    await page.getByText('Answer to Retry.').first().waitFor();
  });
});

describe('other people', () => {
  it('lets a viewer see everything and change nothing', async () => {
    const other = await startPreview({ orgUrl: org.url, username: 'viewer@merchant.example' });
    await open(ERRORS, page, other.url);
    await page
      .getByText(/You may look at everything here/)
      .first()
      .waitFor();
    expect(
      await page.getByRole('button', { name: /^(Retry|Retry all .*|Send order .*)$/ }).count(),
    ).toBe(0);
    await open(TRACE, page, other.url);
    await page.getByText(/To ask for a story/).waitFor();
    await other.close();
  });

  it('lets an operator act, and only an administrator pause a stream', async () => {
    const other = await startPreview({ orgUrl: org.url, username: 'operator@merchant.example' });
    await open(ERRORS, page, other.url);
    await page
      .getByRole('button', { name: /^Retry all \d+$/ })
      .first()
      .waitFor();
    await open(HOME, page, other.url);
    await page.getByRole('button', { name: 'Sync now', exact: true }).waitFor();
    await page.getByRole('heading', { name: 'Orders to Linnworks' }).waitFor();
    expect(await page.getByRole('button', { name: /^(Pause|Resume) / }).count()).toBe(0);
    await other.close();
  });

  it('tells somebody without a permission set whom to ask', async () => {
    const other = await startPreview({ orgUrl: org.url, username: 'nobody@merchant.example' });
    for (const hash of [HOME, ERRORS, TRACE, AGREEMENT]) {
      await open(hash, page, other.url);
      await page
        .getByRole('heading', { name: 'You have no access to the Linnworks records' })
        .waitFor();
    }
    await other.close();
  });
});
