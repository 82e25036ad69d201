import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
  resultTypes: ['violations'],
};

interface AxeReport {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

export interface Axe {
  /** Serious and critical findings of the page as it stands, one line each. */
  serious(): Promise<string[]>;
  close(): Promise<void>;
}

/**
 * axe for this page until it is loaded again. It runs in a world of its own: in the page's, synthetic shadow changes the DOM
 * so that contrast cannot be computed.
 */
export async function openAxe(page: Page): Promise<Axe> {
  const client = await page.context().newCDPSession(page);
  const { frameTree } = await client.send('Page.getFrameTree');
  const { executionContextId: contextId } = await client.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'axe',
  });
  const evaluate = async (expression: string, awaitPromise: boolean): Promise<unknown> => {
    const { result, exceptionDetails } = await client.send('Runtime.evaluate', {
      expression,
      contextId,
      awaitPromise,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return result.value as unknown;
  };
  await evaluate(`${SOURCE};0`, false);
  return {
    async serious() {
      const run = `axe.run(document, ${JSON.stringify(RULES)})`;
      const { violations } = (await evaluate(run, true)) as AxeReport;
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
        );
    },
    close: () => client.detach(),
  };
}
