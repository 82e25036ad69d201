import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FAMILY_CAMPING } from '../../../worker/sandbox/scenarios/orders.ts';
import { startWorld, type World } from '../../../worker/sandbox/scenarios/world.ts';
import { startPreview, type Preview } from '../preview/server.ts';
import { launchBrowser } from './browser.ts';
import { findingsInEveryLook } from './looks.ts';

const PATIENCE = { timeout: 40_000 };
const GUIDE = '#/lightning/n/Linnworks_Set_Up';
const MAPPING = '#/lightning/n/Linnworks_Mapping_And_States';
const STEPS = [
  'Connection',
  'Permissions',
  'Locations',
  'Shipping methods',
  'Tax and prices',
  'What sends an order',
  'Customers',
  'Products',
  'Dry run',
  'First load of stock',
];
let world: World;
let preview: Preview;
let browser: Browser;
let page: Page;
const crashes: string[] = [];

beforeAll(async () => {
  world = await startWorld({ pace: 'paused', mode: 'Observe' });
  preview = await startPreview({ orgUrl: world.orgUrl });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => crashes.push(error.message));
});
afterAll(async () => {
  await browser?.close();
  await preview?.close();
  await world?.close();
});
beforeEach(() => page.setViewportSize({ width: 1280, height: 900 }));

let loads = 0;
/** Another search part loads the page anew, whatever stands behind the hash. */
const open = (hash: string, base = preview.url) => page.goto(`${base}?load=${++loads}${hash}`);
/** No serious accessibility finding in any look. */
const isFine = async (state: string): Promise<void> =>
  expect(await findingsInEveryLook(page), state).toEqual([]);
const button = (name: string) => page.getByRole('button', { name, exact: true });
const steps = () => page.getByRole('navigation', { name: 'Steps' });

async function setting(field: string): Promise<unknown> {
  const [row] = await world.org.query(`SELECT ${field} FROM Linnworks_Settings__c`);
  return row?.[field];
}
/** As after the installation: the shop of the scenarios has its settings already. */
async function forgetSettings(): Promise<void> {
  const id = String(await setting('Id'));
  const path = `services/data/v66.0/sobjects/Linnworks_Settings__c/${id}`;
  const { ok } = await fetch(`${preview.url}${path}`, { method: 'DELETE' });
  if (!ok) throw new Error('The settings could not be deleted');
}

describe('an administrator sets the connector up', () => {
  it('begins by observing, so that nothing is sent', async () => {
    await forgetSettings();
    await open(GUIDE);
    await button('Start the set-up').click();
    await page.getByRole('heading', { name: 'Connection' }).waitFor();
    expect(await setting('Mode__c')).toBe('Observe');
    await world.shop.place(FAMILY_CAMPING);
  });

  it('tests every step on the own data, and goes on after a reload', async () => {
    for (const [index, title] of STEPS.entries()) {
      await page.getByRole('heading', { name: title, exact: true }).waitFor();
      if (title === 'Tax and prices') {
        await page.reload();
        await page.getByRole('heading', { name: title, exact: true }).waitFor();
        await page.getByText('4 of 11 steps are done').waitFor();
      }
      if (index === 0) await isFine('not checked yet');
      await button('Check now').click();
      await button('Continue').waitFor(PATIENCE);
      await isFine(title);
      if (title === 'Tax and prices')
        await page.getByText('comes to the same total on both sides, to the penny').waitFor();
      if (title === 'Products') await page.getByText('SKU "LAMP-HAED"').waitFor();
      await steps()
        .getByText(`${index + 1} of 11 steps are done`)
        .waitFor();
      await button('Continue').click();
    }
    await page.getByRole('heading', { name: 'Go live' }).waitFor();
  });

  it('sees what a check found in an earlier visit', async () => {
    await open(`${GUIDE}?c__step=money`);
    await page.getByRole('cell', { name: '602.47' }).first().waitFor(PATIENCE);
    await button('Check again').waitFor();
  });

  it('saves a setting, and the check that follows takes it into account', async () => {
    await open(`${GUIDE}?c__step=locations`);
    await page.getByText('Orders go to "Default"').waitFor(PATIENCE);
    await page.getByRole('combobox', { name: 'Default location' }).click();
    await page.getByRole('option', { name: 'Leeds' }).click();
    await button('Save').click();
    await page.getByText('Orders go to "Leeds"').waitFor(PATIENCE);
    expect(await setting('Default_Location__c')).toBe('Leeds');
  });

  it('goes live after a confirmation, and only then', async () => {
    await open(`${GUIDE}?c__step=go-live`);
    await page.getByText('Observing: nothing is sent').waitFor();
    await isFine('go live');
    await button('Go live').click();
    await button('OK').waitFor();
    await isFine('question');
    expect(await setting('Mode__c')).toBe('Observe');
    await button('OK').click();
    await page.getByText('Live: orders are sent').waitFor();
    expect(await setting('Mode__c')).toBe('Active');
  });
});

describe('rules, states and fields', () => {
  it('tests the shipping rules on an order: which one wins, and what the other misses', async () => {
    const rule = (priority: number, country: string, target: string) =>
      world.org.create('Linnworks_Mapping__c', {
        Name: `To ${country}`,
        Key__c: `rule-${country}`,
        Kind__c: 'Shipping Method',
        Source__c: '*',
        Target__c: target,
        Priority__c: priority,
        When_Country__c: country,
        Is_Active__c: true,
      });
    await rule(1, 'FR', 'Royal Mail 48');
    await rule(2, 'GB', 'Royal Mail 48');
    await open(`${MAPPING}?c__part=rules`);
    await page.getByRole('combobox', { name: 'Order', exact: true }).click();
    await page.getByRole('option', { name: /^00000001/ }).click();
    await button('Test the rules').click();
    await page.getByText('The rule "To GB" is the first that fits.').waitFor(PATIENCE);
    const missed = page.getByRole('listitem').filter({ hasText: '"To FR"' });
    await missed.getByText('Not used').waitFor();
    await missed.getByRole('row', { name: /Country GB FR/ }).waitFor();
    await isFine('rules');
  });

  it('says what happens when a state arrives, by choice and by keyboard', async () => {
    await open(`${MAPPING}?c__part=states`);
    await page.getByText('The order changes from Packed to Shipped.').waitFor();
    const cell = page.getByRole('gridcell', { name: /^Released is shown already/ });
    await cell.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('Released cannot follow Sent').first().waitFor();
    await isFine('states');
  });

  it('shows live values and hides what belongs to people', async () => {
    await open(MAPPING);
    await button('Show live values').click();
    await page.getByRole('heading', { name: 'Delivery address' }).waitFor(PATIENCE);
    await page.getByRole('cell', { name: 'Royal Mail' }).first().waitFor();
    await isFine('fields');
    expect(await page.getByRole('main').innerText()).not.toMatch(/@|Quay|Street,/);
  });
});

describe('somebody who may only look', () => {
  it('sees how far the set-up is, and changes nothing', async () => {
    const other = await startPreview({
      orgUrl: world.orgUrl,
      username: 'viewer@merchant.example',
    });
    await open(`${GUIDE}?c__step=locations`, other.url);
    await page.getByText('You may look. The set-up is done by people').waitFor();
    expect(await button('Check again').isDisabled()).toBe(true);
    expect(await button('Save').count()).toBe(0);
    await open(`${MAPPING}?c__part=rules`, other.url);
    await page.getByText('Rules are tested by people with').waitFor();
    await other.close();
  });
});

it('has crashed nowhere', () => {
  expect(crashes).toEqual([]);
});
