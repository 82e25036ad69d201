import type { Page } from 'playwright-core';
import { openAxe } from './axe.ts';

const THEMES = ['slds1', 'slds2'];
const WIDTHS = [1280, 390];
const HEIGHT = 900;

/** Changes the design system under the open page, as an org does that is switched to the other one. */
async function wear(page: Page, theme: string): Promise<void> {
  await page.evaluate(async (name) => {
    const link = document.querySelector<HTMLLinkElement>('link[href^="/theme/"]');
    if (link === null || link.href.endsWith(`/${name}.css`)) return;
    const isWorn = new Promise((resolve) => link.addEventListener('load', resolve, { once: true }));
    link.href = `/theme/${name}.css`;
    await isWorn;
  }, theme);
}

/**
 * What is seriously wrong with the page as it stands, in both themes at desktop and phone width: findings of axe, and a page
 * that is wider than its window. The page is not loaded again, so that it keeps its state: open forms, dialogs, what
 * could not be read. One line for each finding.
 */
export async function findingsInEveryLook(page: Page): Promise<string[]> {
  const findings: string[] = [];
  // What still fades has no colours of its own yet.
  await page.addStyleTag({
    content: '* { transition: none !important; animation: none !important }',
  });
  const axe = await openAxe(page);
  for (const theme of THEMES)
    for (const width of WIDTHS) {
      await wear(page, theme);
      await page.setViewportSize({ width, height: HEIGHT });
      const look = `${theme} at ${width}`;
      findings.push(...(await axe.serious()).map((finding) => `${look}: ${finding}`));
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (tooWide > 0) findings.push(`${look}: ${tooWide} pixels too wide`);
    }
  await axe.close();
  await page.setViewportSize({ width: WIDTHS[0] ?? 0, height: HEIGHT });
  return findings;
}
