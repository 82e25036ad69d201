import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_STORIES } from '../../../worker/sandbox/scenarios/stories/all-stories.ts';
import { createScene } from '../../../worker/sandbox/scenarios/stories/scene.ts';
import type { PlacedOrder } from '../../../worker/sandbox/scenarios/shop.ts';
import { startWorld, type World } from '../../../worker/sandbox/scenarios/world.ts';
import { startPreview, type Preview } from '../preview/server.ts';
import { launchBrowser } from './browser.ts';

interface Seen {
  /** Of worker/sandbox/scenarios/stories. */
  readonly story: string;
  readonly texts: readonly (string | RegExp)[];
  /** Links that track a parcel. */
  readonly links?: number;
}

/** Ten stories as somebody sees them who opens the page of the order when they are over. */
const ON_THE_PAGE: readonly Seen[] = [
  {
    story: 'A parcel brings its carrier, service, number, address and weight',
    texts: ['Linnworks has processed it.', 'Parcel 1 of 1', 'Royal Mail, Royal Mail 24'],
    links: 1,
  },
  {
    story: 'Three parcels have three tracking numbers and hold every piece once',
    texts: ['Parcel 1 of 3', 'Parcel 3 of 3'],
    links: 3,
  },
  {
    story: 'A split order shows two Linnworks orders whose pieces add up',
    texts: [/^Linnworks order \d{6}$/, /^Part \d{6}, split off$/],
  },
  {
    story: 'Two mugs leave ahead, and the rest follows',
    texts: ['Linnworks has processed it.', 'Shipped'],
  },
  {
    story: 'The warehouse cancels an order and Salesforce says why',
    texts: ['Linnworks lists it as cancelled.', 'Cancelled'],
  },
  {
    story: 'An order that somebody deleted is shown as deleted, not as cancelled',
    texts: ['The order was deleted in Linnworks.', 'Deleted', /LW_ORDER_GONE/],
  },
  {
    story: 'A cancelled label voids its parcel, and the new label brings a new number',
    texts: ['Parcel 1 of 1', 'Linnworks has processed it.'],
    links: 1,
  },
  {
    story: 'The exchange of a tent goes out as an order of its own under the old one',
    texts: ['Returns and refunds', /Exchange/],
  },
  {
    story: 'All of the money goes back',
    texts: ['Refunded', 'All of its money went back.'],
  },
  {
    story: 'A cancellation after the parcel has left comes too late and says so',
    texts: [/Too late: Linnworks order \d{6} is already shipped/, 'Linnworks has processed it.'],
  },
];

let world: World;
let preview: Preview;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  world = await startWorld({
    pace: 'paused',
    workerEnv: {
      FULFILMENT_POLL_SECONDS: '1',
      OUTBOX_POLL_SECONDS: '2',
      RETURNS_POLL_SECONDS: '3',
      GONE_ORDERS_POLL_SECONDS: '3',
    },
  });
  preview = await startPreview({ orgUrl: world.orgUrl });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(30_000);
});
afterAll(async () => {
  await browser?.close();
  await preview?.close();
  await world?.close();
});

/** Tells the story. @returns the first order that it placed. */
async function told(name: string): Promise<PlacedOrder> {
  const story = ALL_STORIES.find((one) => one.name === name);
  if (story === undefined) throw new Error(`No story is called "${name}"`);
  const placed: PlacedOrder[] = [];
  const { shop } = world;
  const place: typeof shop.place = async (...asked) => {
    const order = await shop.place(...asked);
    placed.push(order);
    return order;
  };
  await story.tell(createScene({ ...world, shop: { ...shop, place } }));
  const [first] = placed;
  if (first === undefined) throw new Error(`"${name}" placed no order`);
  return first;
}

describe('the order page after a story', () => {
  it.each(ON_THE_PAGE.map((one) => [one.story, one] as const))(
    '%s',
    async (name, { texts, links }) => {
      const { id } = await told(name);
      await page.goto(`${preview.url}#/lightning/r/Order/${id}/view`);
      for (const text of texts)
        await page.getByText(text, { exact: true }).first().waitFor({ state: 'visible' });
      if (links !== undefined) expect(await page.getByTitle('Track parcel').count()).toBe(links);
    },
  );

  it('was looked at ten times', () => {
    expect(ON_THE_PAGE).toHaveLength(10);
    expect(ALL_STORIES.length).toBeGreaterThanOrEqual(40);
  });
});
