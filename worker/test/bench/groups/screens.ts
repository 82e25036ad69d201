/**
 * The error page with 100,000 rows in the emulated org: 10,000 of them open, as after a very bad day. Measured in the
 * real browser over HTTP, from the navigation to the first row in sight, each time with an empty cache; the fake keeps its
 * rows in SQLite in memory, in the process that also serves the page.
 */
import { errorRecords, seedRecords } from '../../../sandbox/scenarios/screens.ts';
import { startSalesforceOrg } from '../../../sandbox/salesforce-org/start.ts';
import { launchBrowser } from '../../../../force-app/test/browser/browser.ts';
import { startPreview } from '../../../../force-app/test/preview/server.ts';
import { atMost, percentile, type BenchRow } from '../bench-row.ts';

const GROUP = 'screens';
const ROWS = 100_000;
const BATCH = 2_000;
const SOLVED = 0.9;
const RUNS = 5;
const FIRST_ROW_MS = 2_000;
const DESKTOP = { viewport: { width: 1280, height: 900 } };

const figure = (name: string) => ({ group: GROUP, figure: name, unit: 'ms' });

async function fillOrg(orgUrl: string): Promise<void> {
  for (let first = 1; first <= ROWS; first += BATCH)
    await seedRecords(orgUrl, errorRecords(first, BATCH, SOLVED));
}

export async function run(): Promise<BenchRow[]> {
  const org = await startSalesforceOrg({});
  await fillOrg(org.url);
  const preview = await startPreview({ orgUrl: org.url });
  const browser = await launchBrowser();
  let page = await browser.newPage(DESKTOP);
  const timeTo = async (hash: string, wanted: string): Promise<number> => {
    await page.context().close();
    page = await browser.newPage(DESKTOP);
    const started = performance.now();
    await page.goto(`${preview.url}${hash}`);
    await page.getByRole('button', { name: wanted, exact: true }).first().waitFor();
    return performance.now() - started;
  };
  const runs = async (hash: string, wanted: string): Promise<number> => {
    const times: number[] = [];
    for (let run = 0; run < RUNS; run++) times.push(await timeTo(hash, wanted));
    return percentile(times, 0.5);
  };
  try {
    const first = await runs('#/lightning/n/Linnworks_Errors', 'Solve');
    const solved = await runs('#/lightning/n/Linnworks_Errors?c__status=Resolved', 'Show');
    const started = performance.now();
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByText('100 shown, there are more').waitFor();
    const more = performance.now() - started;
    return [
      atMost(figure('first row of 10,000 open errors among 100,000 rows'), first, FIRST_ROW_MS),
      atMost(figure('first row of 90,000 solved errors'), solved, FIRST_ROW_MS),
      atMost(figure('next page'), more, FIRST_ROW_MS),
    ];
  } finally {
    await browser.close();
    await preview.close();
    await org.close();
  }
}
