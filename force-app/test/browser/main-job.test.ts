import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createDemoDriver,
  DemoOrders,
  type DemoOrder,
} from '../../../worker/sandbox/scenarios/demo-driver.ts';
import { MISSPELT_PRODUCT } from '../../../worker/sandbox/scenarios/merchant.ts';
import { startWorld, type World } from '../../../worker/sandbox/scenarios/world.ts';
import { startPreview, type Preview } from '../preview/server.ts';
import { launchBrowser } from './browser.ts';
import { findingsInEveryLook } from './looks.ts';

const PATIENCE = { timeout: 30_000 };
const NO_SUCH_ITEM = 'Linnworks has no item with the SKU';
let world: World;
let orders: DemoOrders;
let preview: Preview;
let browser: Browser;
let page: Page;
let mended: DemoOrder | undefined;
const faults: string[] = [];

beforeAll(async () => {
  world = await startWorld({ pace: 'fast' });
  orders = new DemoOrders(world);
  preview = await startPreview({ orgUrl: world.orgUrl, driver: createDemoDriver(world, orders) });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
});
afterAll(async () => {
  await browser?.close();
  await preview?.close();
  await world?.close();
});

const openOrder = (id: string) => page.goto(`${preview.url}#/lightning/r/Order/${id}/view`);

describe('a person at the screens', () => {
  it('activates an order and sees its Linnworks number, then its tracking link', async () => {
    await page.goto(preview.url);
    await page.getByRole('button', { name: 'Activate an order' }).click();
    await page.getByRole('link', { name: /Family camping set/ }).click();
    await page.getByRole('heading', { name: /Linnworks order \d{6}/ }).waitFor(PATIENCE);
    const parcel = page.getByTitle('Track parcel').first();
    await parcel.waitFor(PATIENCE);
    expect(await parcel.getAttribute('href')).toMatch(/^https?:\/\//);
    await page.getByText('The goods have left the warehouse').waitFor(PATIENCE);
  });

  it('sees why an order cannot be sent, has it corrected, presses Retry, and the error is gone', async () => {
    const bad = await orders.placeBad('unknown-sku');
    await openOrder(bad.id);
    // The history below keeps the sentence; the alert is what must go.
    const problem = page.getByRole('alert').getByText('Linnworks has no item with the SKU');
    await problem.waitFor(PATIENCE);
    await page.getByText('Correct the SKU of the product').waitFor();
    await page
      .getByRole('alert')
      .getByText(/Trace ID [0-9a-f-]{36}/)
      .waitFor();

    await page.getByRole('button', { name: 'Correct it' }).click();
    const retry = page.getByRole('button', { name: 'Retry' });
    // The worker may have seen the correction by itself before the button is reached.
    await retry.click({ timeout: 3_000 }).catch(() => undefined);
    await page.getByRole('heading', { name: /Linnworks order \d{6}/ }).waitFor(PATIENCE);
    await problem.waitFor({ ...PATIENCE, state: 'detached' });
  });

  it('goes from Home to the cause of a stuck order and mends it in three clicks', async () => {
    const bad = await orders.placeBad('unknown-sku');
    let clicks = 0;
    const click = (button: Locator): Promise<void> => {
      clicks += 1;
      return button.click(PATIENCE);
    };
    await page.goto(`${preview.url}#/lightning/n/Linnworks_Home`);
    const cause = page.getByRole('listitem').filter({ hasText: NO_SUCH_ITEM });
    await click(cause.getByRole('button', { name: /^Show \d+$/ }));
    const row = page.getByRole('row').filter({ hasText: bad.orderNumber });
    await click(row.getByRole('button', { name: 'Solve', exact: true }));
    const detail = page.getByRole('region', { name: 'Error in detail' });
    await detail.getByText(NO_SUCH_ITEM).first().waitFor();
    const sku = detail.getByRole('textbox');
    await expect.poll(() => sku.inputValue(), PATIENCE).toBe(MISSPELT_PRODUCT.sku);
    await sku.fill(MISSPELT_PRODUCT.rightSku);
    await click(detail.getByRole('button', { name: 'Save and retry' }));
    expect(clicks).toBe(3);
    await page.getByText('Nothing fits these filters').waitFor({ timeout: 60_000 });
    await openOrder(bad.id);
    await page.getByRole('heading', { name: /Linnworks order \d{6}/ }).waitFor(PATIENCE);
    await page.goto(`${preview.url}#/lightning/n/Linnworks_Home`);
    await page.getByRole('heading', { name: 'No open errors' }).waitFor(PATIENCE);
    mended = bad;
  });

  const tell = async (question: string, title: string) => {
    await page.goto(`${preview.url}#/lightning/n/Linnworks_Trace`);
    await page.getByRole('searchbox', { name: /Order number/ }).fill(question);
    await page.getByRole('button', { name: 'Show the story' }).click();
    await page.getByRole('heading', { name: title, exact: true }).waitFor(PATIENCE);
    return page.getByRole('list', { name: 'What happened, oldest first' });
  };

  it('reads the whole story of that order, by its number and by its trace ID', async () => {
    const [part] = await world.org.query(
      `SELECT Trace_Id__c, Linnworks_Number__c FROM Linnworks_Order__c WHERE Order__c = '${mended?.id}'`,
    );
    const [trace, number] = [part?.['Trace_Id__c'], part?.['Linnworks_Number__c']].map(String);
    for (const question of [mended?.orderNumber, trace]) {
      const title = `${mended?.orderNumber} · Linnworks ${number}`;
      const steps = await tell(String(question), title);
      const created = steps.getByRole('listitem').filter({ hasText: 'was created in Linnworks' });
      await created.getByText(new RegExp(`took .*${trace}`)).waitFor();
      for (const words of [NO_SUCH_ITEM, 'Push was asked for', 'The Linnworks order, its lines'])
        await steps.getByText(words).first().waitFor();
      for (const system of ['Salesforce', 'Linnworks', 'Worker'])
        await steps.getByText(`· ${system} ·`).first().waitFor();
    }
  });

  it('reads the story of a SKU', async () => {
    const product = world.shop.productId(MISSPELT_PRODUCT.rightSku);
    await page.goto(`${preview.url}#/lightning/r/Product2/${product}/view`);
    await page.getByRole('button', { name: 'Refresh now' }).click();
    await page.getByRole('status').filter({ hasText: MISSPELT_PRODUCT.rightSku }).waitFor(PATIENCE);
    const steps = await tell(MISSPELT_PRODUCT.rightSku, MISSPELT_PRODUCT.rightSku);
    await steps.getByText('Refresh was asked for').first().waitFor();
  });

  it('splits an order and sees both parts', async () => {
    await world.account.setPace('paused');
    const placed = await orders.placeNext();
    await openOrder(placed.id);
    await page.getByRole('heading', { name: /Linnworks order \d{6}/ }).waitFor(PATIENCE);
    await page.getByRole('button', { name: 'Split it' }).click();
    await page.getByRole('heading', { name: /Part \d{6}, split off/ }).waitFor(PATIENCE);
    await world.account.setPace('fast');
  });

  it('cancels in the warehouse and gets an honest answer', async () => {
    await world.account.setPace('paused');
    const placed = await orders.placeNext();
    await openOrder(placed.id);
    await page.getByRole('button', { name: 'Cancel in warehouse' }).click();
    await page.getByRole('button', { name: 'OK' }).click();
    await page.getByText('Nothing more is shipped').waitFor(PATIENCE);
    await world.account.setPace('fast');
  });
});

describe('every page', () => {
  it('has no serious accessibility finding while the worker is at it', async () => {
    const hashes = [
      '#/lightning/n/Linnworks_Home',
      '#/lightning/o/Order/list',
      `#/lightning/r/Order/${orders.placed[0]?.id}/view`,
    ];
    for (const [index, hash] of hashes.entries()) {
      await page.goto(`${preview.url}?load=${index}${hash}`);
      await page.getByRole('main').waitFor();
      await page.waitForLoadState('networkidle');
      expect(await findingsInEveryLook(page), hash).toEqual([]);
    }
  });

  it('writes no error to the console', () => {
    expect(faults).toEqual([]);
  });
});
