import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser that npm brings (Linux x64), with its libraries and fonts, so that pictures are the same everywhere. */
async function packaged(): Promise<LaunchOptions> {
  const { default: packed, inflate } = await import('@sparticuz/chromium');
  const bin = path.resolve(
    path.dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))),
    '../bin',
  );
  const executablePath = await packed.executablePath();
  const libraries = path.join(await inflate(path.join(bin, 'al2023.tar.br')), 'lib');
  return {
    executablePath,
    args: ['--headless=shell', ...ARGS],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: libraries,
      FONTCONFIG_PATH: path.join(os.tmpdir(), 'fonts'),
    },
  };
}

/**
 * CHROMIUM_PATH, else the packaged browser, else an installed one.
 * @throws Error when there is none.
 */
export async function launchBrowser(): Promise<Browser> {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH)
    return chromium.launch({ executablePath: CHROMIUM_PATH, args: ['--headless', ...ARGS] });
  if (process.platform === 'linux' && process.arch === 'x64')
    return chromium.launch(await packaged());
  const executablePath = INSTALLED.find((file) => existsSync(file));
  if (executablePath === undefined)
    throw new Error('No Chromium was found: install one or set CHROMIUM_PATH.');
  return chromium.launch({ executablePath, args: ['--headless', ...ARGS] });
}
