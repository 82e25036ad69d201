import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectToOrg } from '../../../worker/sandbox/scenarios/org-client.ts';
import { FAMILY_CAMPING } from '../../../worker/sandbox/scenarios/orders.ts';
import { openShop } from '../../../worker/sandbox/scenarios/shop.ts';
import { seedRecordPages } from '../../../worker/sandbox/scenarios/screens-order.ts';
import { seedRecords, seedScreens } from '../../../worker/sandbox/scenarios/screens.ts';
import {
  startSalesforceOrg,
  type SalesforceOrg,
} from '../../../worker/sandbox/salesforce-org/start.ts';
import { startPreview, type Preview } from '../preview/server.ts';
import { launchBrowser } from './browser.ts';
import { findingsInEveryLook } from './looks.ts';
import { playWorker, type ScriptedWorker } from './scripted-worker.ts';
import { controlTraffic, type Traffic } from './traffic.ts';

const TAB = '#/lightning/n/Linnworks_';
const HOME = `${TAB}Home`;
const ERRORS = `${TAB}Errors`;
const TRACE = `${TAB}Trace`;
const AGREEMENT = `${TAB}Reconciliation`;
const GUIDE = `${TAB}Set_Up`;
const MAPPING = `${TAB}Mapping_And_States`;
/** Longer than every screen waits before it asks again. */
const A_WHILE_MS = 40_000;
const STALE = 'This is not up to date';
const PARTIAL = 'Some of it is missing';

let org: SalesforceOrg;
let emptyOrg: SalesforceOrg;
let worker: ScriptedWorker;
let preview: Preview;
let browser: Browser;
let page: Page;
let traffic: Traffic;
let loads = 0;
const records = { draft: '', sent: '', failed: '', product: '', unread: '' };
type Place = keyof typeof records;

async function seedOrg(): Promise<void> {
  org = await startSalesforceOrg({});
  const client = await connectToOrg(org.url, 'admin@merchant.example');
  const shop = await openShop(client);
  const place = async (activate: boolean): Promise<string> =>
    (await shop.place(FAMILY_CAMPING, { activate })).id;
  const draft = await place(false);
  const [corrected, sent, failed] = [await place(false), await place(true), await place(true)];
  const product = shop.productId('TENT-2P');
  await seedScreens(org.url, corrected);
  await seedRecordPages(org.url, sent, product);
  const error = {
    ...{ Key__c: 'failed', Kind__c: 'Data', Code__c: 'COUNTRY_MISSING', Status__c: 'Open' },
    Message__c: 'The shipping address has no country.',
    What_To_Do__c: 'Fill in the country of the shipping address.',
    ...{ Order__c: failed, Trace_Id__c: '0199a1c2-0000-7000-8000-000000000009' },
  };
  await seedRecords(org.url, [{ object: 'Linnworks_Sync_Error__c', values: error }]);
  const unread = shop.productId('LAMP-HEAD');
  Object.assign(records, { draft, sent, failed, product, unread });
  worker = playWorker(client);
}

beforeAll(async () => {
  await seedOrg();
  emptyOrg = await startSalesforceOrg({});
  preview = await startPreview({ orgUrl: org.url });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(20_000);
  await page.clock.install();
  traffic = await controlTraffic(page);
});
afterAll(async () => {
  await worker?.stop();
  await browser?.close();
  await preview?.close();
  await org?.close();
  await emptyOrg?.close();
});

/** Another search part loads the page anew, whatever stands behind the hash. */
const load = (hash: string, base = preview.url) => page.goto(`${base}?load=${++loads}${hash}`);
const orderPage = (name: Place) => `#/lightning/r/Order/${records[name]}/view`;
const productPage = (name: Place) => `#/lightning/r/Product2/${records[name]}/view`;
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).first();
const text = (words: string | RegExp) => page.getByText(words).first();
const heading = (words: string | RegExp) => page.getByRole('heading', { name: words }).first();
const isFine = async (state: string): Promise<void> =>
  expect(await findingsInEveryLook(page), state).toEqual([]);

interface Screen {
  readonly name: string;
  readonly hash: () => string;
  /** In sight once everything is. */
  readonly full: () => ReturnType<typeof text>;
  /** The query that may fail while the rest is shown. */
  readonly part?: string;
}
const SCREENS: readonly Screen[] = [
  {
    name: 'Home',
    hash: () => HOME,
    full: () => heading('Customers to Linnworks'),
    part: 'linnworksWork',
  },
  {
    name: 'Errors',
    hash: () => ERRORS,
    full: () => button('Solve'),
    part: 'linnworksErrorOverview',
  },
  {
    name: 'Reconciliation',
    hash: () => AGREEMENT,
    full: () => button('Repair'),
    part: 'linnworksDifferences',
  },
  {
    name: 'The order page',
    hash: () => orderPage('sent'),
    full: () => heading(/64\.95 GBP paid back/),
  },
  {
    name: 'The product page',
    hash: () => productPage('product'),
    full: () => page.getByRole('img', { name: /movement/i }),
  },
];

describe('no serious accessibility finding', () => {
  it.each(SCREENS)('on $name while it loads, fails, works and is old', async (screen) => {
    await traffic.hold();
    await load(screen.hash());
    await text('Loading').waitFor({ state: 'attached' });
    await isFine('loading');
    await traffic.fail();
    await button('Try again').waitFor();
    await isFine('error');
    await traffic.pass();
    await button('Try again').click();
    await screen.full().waitFor();
    await isFine('full');
    await traffic.fail();
    await page.clock.fastForward(A_WHILE_MS);
    await text(STALE).waitFor();
    await isFine('stale');
    if (screen.part !== undefined) {
      await traffic.fail(screen.part);
      await load(screen.hash());
      await text(PARTIAL).waitFor();
      await isFine('partial');
    }
    await traffic.pass();
  });

  it('on Home with the utility and the question of a pause open', async () => {
    await load(HOME);
    await button('Linnworks status').click();
    await button('Pause Orders to Linnworks').click();
    await button('OK').waitFor();
    await isFine('dialog');
  });

  it('on Errors with everything open that can be, and with nothing found', async () => {
    await load(`${ERRORS}?c__search=correct-me`);
    await button('Solve').click();
    await page.getByRole('region', { name: 'Error in detail' }).waitFor();
    await button('Save and retry').waitFor();
    await isFine('correct');
    const forms = { Ignore: 'Ignore this error', Assign: 'Assign to me' };
    for (const [name, inside] of Object.entries(forms)) {
      await button(name).click();
      await button(inside).waitFor();
      await isFine(name);
    }
    await load(`${ERRORS}?c__status=Ignored&c__search=nothing`);
    await button('Clear filters').waitFor();
    await isFine('nothing found');
  });

  it('on orders: a draft, one that failed, the form of a return, a question', async () => {
    await load(orderPage('draft'));
    await text('Not activated yet').waitFor();
    await isFine('draft');
    await load(orderPage('failed'));
    await page.getByRole('alert').first().waitFor();
    await isFine('failed');
    await load(orderPage('sent'));
    await button('Ask for a return').click();
    await page.getByRole('spinbutton').first().waitFor();
    await button('Send again').click();
    await button('OK').waitFor();
    await isFine('return and question');
  });

  it('on a product that was not read yet', async () => {
    await load(productPage('unread'));
    await button('Refresh now').waitFor();
    await isFine('empty');
  });

  it('on a trace before, during and after the question, and where nothing is found', async () => {
    await load(TRACE);
    await page.getByRole('searchbox', { name: /Order number/ }).waitFor();
    await isFine('start');
    await traffic.hold();
    await load(`${TRACE}?c__question=00000101`);
    await text('Loading').waitFor({ state: 'attached' });
    await isFine('asked');
    await traffic.pass();
    await heading('00000101 · Linnworks 100001').waitFor();
    await isFine('told');
    await load(`${TRACE}?c__question=unknown`);
    await heading(/unknown/).waitFor();
    await isFine('not found');
  });
});

describe('no serious accessibility finding in an empty org', () => {
  const EMPTY: readonly [string, RegExp][] = [
    [HOME, /The worker has not reported yet/],
    [ERRORS, /Nothing is Open/],
    [AGREEMENT, /compar/i],
    [TRACE, /Which|What|order/i],
    [GUIDE, /./],
    [MAPPING, /./],
  ];
  it.each(EMPTY)('on %s', async (hash, words) => {
    const other = await startPreview({ orgUrl: emptyOrg.url });
    await load(hash, other.url);
    await page.getByRole('main').getByText(words).first().waitFor();
    await page.waitForLoadState('networkidle');
    await isFine('empty');
    await other.close();
  });
});

describe('no serious accessibility finding for other people', () => {
  const ALL = () => [
    ...[HOME, ERRORS, TRACE, AGREEMENT, GUIDE, MAPPING],
    ...[orderPage('sent'), productPage('product')],
  ];

  it('who have no permission set, and are told whom to ask', async () => {
    const other = await startPreview({ orgUrl: org.url, username: 'nobody@merchant.example' });
    for (const hash of ALL()) {
      await load(hash, other.url);
      await heading('You have no access to the Linnworks records').waitFor();
      await isFine(hash);
    }
    await other.close();
  });

  it('who may look, and are told what to ask for', async () => {
    const other = await startPreview({ orgUrl: org.url, username: 'viewer@merchant.example' });
    for (const hash of ALL()) {
      await load(hash, other.url);
      await page.waitForLoadState('networkidle');
      expect(await text('Loading').count(), hash).toBe(0);
      await isFine(hash);
    }
    await other.close();
  });
});
