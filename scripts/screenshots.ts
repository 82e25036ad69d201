/**
 * `npm run screenshots`: pictures of every screen over the emulated org, at desktop and phone width in both themes, into
 * `dist/screenshots`; those of the README into `.github/images`.
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { launchBrowser } from '../force-app/test/browser/browser.ts';
import { startPreview } from '../force-app/test/preview/server.ts';
import { startSalesforceOrg } from '../worker/sandbox/salesforce-org/start.ts';
import { connectToOrg } from '../worker/sandbox/scenarios/org-client.ts';
import { FAMILY_CAMPING } from '../worker/sandbox/scenarios/orders.ts';
import { seedRecordPages } from '../worker/sandbox/scenarios/screens-order.ts';
import { seedScreens } from '../worker/sandbox/scenarios/screens.ts';
import { openShop } from '../worker/sandbox/scenarios/shop.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const OUT = path.join(ROOT, 'dist/screenshots');
const README = { home: 'dashboard.png', order: 'order.png' } as const;
const SIZES = [
  ['desktop', 1280],
  ['phone', 390],
] as const;

mkdirSync(OUT, { recursive: true });
const org = await startSalesforceOrg({});
const client = await connectToOrg(org.url, 'admin@merchant.example');
const shop = await openShop(client);
const order = await shop.place(FAMILY_CAMPING);
const other = await shop.place(FAMILY_CAMPING, { activate: false });
const productId = shop.productId('TENT-2P');
await seedScreens(org.url, other.id);
await seedRecordPages(org.url, order.id, productId);
const preview = await startPreview({ orgUrl: org.url });
const browser = await launchBrowser();
const SCREENS = {
  home: '#/lightning/n/Linnworks_Home',
  errors: '#/lightning/n/Linnworks_Errors',
  trace: '#/lightning/n/Linnworks_Trace',
  agreement: '#/lightning/n/Linnworks_Reconciliation',
  order: `#/lightning/r/Order/${order.id}/view`,
  product: `#/lightning/r/Product2/${productId}/view`,
};
const wanted = process.argv.slice(2);
try {
  for (const [name, hash] of Object.entries(SCREENS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const [size, width] of SIZES)
      for (const theme of ['slds2', 'slds1']) {
        const page = await browser.newPage({ viewport: { width, height: 900 } });
        await page.goto(`${preview.url}?theme=${theme}${hash}`);
        await page.getByRole('main').waitFor();
        await page.waitForLoadState('networkidle');
        const file = path.join(OUT, `${name}-${size}-${theme}.png`);
        // As high as the page: what is fixed to the lower edge hides nothing then.
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewportSize({ width, height: Math.max(900, height + 60) });
        await page.screenshot({ path: file });
        await page.close();
      }
  }
  for (const [name, file] of Object.entries(README))
    copyFileSync(
      path.join(OUT, `${name}-desktop-slds2.png`),
      path.join(ROOT, '.github/images', file),
    );
} finally {
  await browser.close();
  await preview.close();
  await org.close();
}
