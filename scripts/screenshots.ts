/**
 * `npm run screenshots`: pictures of every screen over the emulated org, at desktop and phone width in both themes, into
 * `dist/screenshots`; those that documents show into `.github/images`. With names: only these.
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../force-app/test/browser/browser.ts';
import { startPreview, type Preview } from '../force-app/test/preview/server.ts';
import { startSalesforceOrg } from '../worker/sandbox/salesforce-org/start.ts';
import { connectToOrg } from '../worker/sandbox/scenarios/org-client.ts';
import { FAMILY_CAMPING } from '../worker/sandbox/scenarios/orders.ts';
import { seedRecordPages } from '../worker/sandbox/scenarios/screens-order.ts';
import { seedScreens } from '../worker/sandbox/scenarios/screens.ts';
import { openShop } from '../worker/sandbox/scenarios/shop.ts';
import { startWorld } from '../worker/sandbox/scenarios/world.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const OUT = path.join(ROOT, 'dist/screenshots');
const IMAGES = path.join(ROOT, '.github/images');
/** Those that documents show. */
const SHOWN: Readonly<Record<string, string>> = {
  home: 'dashboard.png',
  order: 'order.png',
  'guide-money': 'set-up-guide.png',
};
const SIZES = [
  ['desktop', 1280],
  ['phone', 390],
] as const;
const wanted = process.argv.slice(2);

/** Name of a picture, and the part of the address behind the theme. */
type Screens = Readonly<Record<string, string>>;

async function shoot(browser: Browser, url: string, name: string): Promise<void> {
  for (const [size, width] of SIZES)
    for (const theme of ['slds2', 'slds1']) {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      await page.goto(url.replace('?', `?theme=${theme}`));
      await page.getByRole('main').waitFor();
      await page.waitForLoadState('networkidle');
      // As high as the page: what is fixed to the lower edge hides nothing then.
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width, height: Math.max(900, height + 60) });
      await page.screenshot({ path: path.join(OUT, `${name}-${size}-${theme}.png`) });
      await page.close();
    }
  const shown = SHOWN[name];
  if (shown !== undefined)
    copyFileSync(path.join(OUT, `${name}-desktop-slds2.png`), path.join(IMAGES, shown));
}

async function shootAll(browser: Browser, preview: Preview, screens: Screens): Promise<void> {
  for (const [name, hash] of Object.entries(screens))
    if (wanted.length === 0 || wanted.includes(name))
      await shoot(browser, `${preview.url}?${hash}`, name);
}

/** A merchant in the middle of the day, with orders in every state and errors of several causes. */
async function everyday(browser: Browser): Promise<void> {
  const org = await startSalesforceOrg({});
  const shop = await openShop(await connectToOrg(org.url, 'admin@merchant.example'));
  const order = await shop.place(FAMILY_CAMPING);
  const other = await shop.place(FAMILY_CAMPING, { activate: false });
  const productId = shop.productId('TENT-2P');
  await seedScreens(org.url, other.id);
  await seedRecordPages(org.url, order.id, productId);
  const preview = await startPreview({ orgUrl: org.url });
  await shootAll(browser, preview, {
    home: '#/lightning/n/Linnworks_Home',
    errors: '#/lightning/n/Linnworks_Errors',
    trace: '#/lightning/n/Linnworks_Trace',
    agreement: '#/lightning/n/Linnworks_Reconciliation',
    order: `#/lightning/r/Order/${order.id}/view`,
    product: `#/lightning/r/Product2/${productId}/view`,
  });
  await preview.close();
  await org.close();
}

/** The first day: the worker answers what the guide asks. */
async function firstDay(browser: Browser): Promise<void> {
  const world = await startWorld({ pace: 'paused', mode: 'Observe' });
  const preview = await startPreview({ orgUrl: world.orgUrl });
  await world.shop.place(FAMILY_CAMPING);
  const steps = ['connection', 'money', 'products', 'dry-run'];
  const guide = (step: string) => `#/lightning/n/Linnworks_Set_Up?c__step=${step}`;
  const page = await browser.newPage();
  for (const step of steps) {
    await page.goto(`${preview.url}${guide(step)}`);
    await page.reload();
    await page.getByRole('button', { name: 'Check now', exact: true }).click();
    await page.getByRole('button', { name: 'Continue', exact: true }).waitFor();
  }
  await page.close();
  const mapping = '#/lightning/n/Linnworks_Mapping_And_States?c__part=';
  await shootAll(browser, preview, {
    ...Object.fromEntries(steps.map((step) => [`guide-${step}`, guide(step)])),
    'mapping-fields': `${mapping}fields`,
    'mapping-states': `${mapping}states`,
    'mapping-rules': `${mapping}rules`,
  });
  await preview.close();
  await world.close();
}

mkdirSync(OUT, { recursive: true });
const browser = await launchBrowser();
try {
  await everyday(browser);
  await firstDay(browser);
} finally {
  await browser.close();
}
