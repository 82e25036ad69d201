import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from './error-codes.ts';
import { renderErrorLabels, renderTroubleshooting } from './troubleshooting.ts';

const label = (name: string): string =>
  `    <labels>\n        <fullName>${name}</fullName>\n    </labels>\n`;
const file = (body: string): string =>
  `<?xml version="1.0"?>\n<CustomLabels xmlns="x">\n${body}</CustomLabels>\n`;

describe('the troubleshooting page', () => {
  it('has a row for every code', () => {
    const page = renderTroubleshooting();
    for (const code of Object.keys(ERROR_CODES)) expect(page).toContain(`| \`${code}\` |`);
  });
});

describe('the labels of the codes', () => {
  it('keep every other label, and drop those of codes that are gone', () => {
    const text = renderErrorLabels(file(label('Linnworks_Zone') + label('Linnworks_Error_Gone')));
    expect(text).toContain('<fullName>Linnworks_Zone</fullName>');
    expect(text).not.toContain('Linnworks_Error_Gone');
    expect(text.match(/<fullName>Linnworks_Error_/g)).toHaveLength(Object.keys(ERROR_CODES).length);
  });

  it('stay within the lengths that Salesforce takes', () => {
    for (const [, value = ''] of renderErrorLabels(file('')).matchAll(/<value>(.*?)<\/value>/g))
      expect(value.length).toBeLessThanOrEqual(1000);
    for (const [, name = ''] of renderErrorLabels(file('')).matchAll(/<fullName>(.*?)</g))
      expect(name.length).toBeLessThanOrEqual(80);
  });
});
