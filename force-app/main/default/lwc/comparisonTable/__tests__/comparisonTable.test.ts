import { createElement } from 'lwc';
import ComparisonTable from 'c/comparisonTable';

async function mount(comparison: object | null): Promise<Element> {
  const element = createElement('c-comparison-table', { is: ComparisonTable as never });
  Object.assign(element, { comparison });
  document.body.append(element);
  await Promise.resolve();
  return element;
}
const row = (name: string, same: boolean, more: object = {}) => ({
  name,
  salesforce: '10.00',
  linnworks: same ? '10.00' : '9.99',
  same,
  ...more,
});
afterEach(() => document.body.replaceChildren());

describe('c-comparison-table', () => {
  it('puts both sides next to each other and marks what differs', async () => {
    const rows = [row('Postage', true), row('Total', false, { from: 'Order.X', note: 'Rounded.' })];
    const element = await mount({ label: 'Order 1', ok: false, rows, problems: [] });
    const lines = [...(element.shadowRoot?.querySelectorAll('tbody tr') ?? [])];
    expect(lines).toHaveLength(2);
    expect(lines[1].className).toBe('differs');
    expect(lines[1].textContent).toContain('Order.X');
    const icon = lines[1].querySelector('lightning-icon') as unknown as { alternativeText: string };
    expect(icon.alternativeText).toBe('c.Linnworks_Differs');
    await expect(element).toBeAccessible();
  });

  it('shows a side that has nothing, and problems without a table', async () => {
    const empty = await mount({
      label: 'x',
      rows: [row('Note', true, { salesforce: '' })],
      problems: [],
    });
    expect(empty.shadowRoot?.querySelector('td')?.textContent).toBe('c.Linnworks_Nothing_There');
    const broken = await mount({ label: 'x', rows: [], problems: ['No city.'] });
    expect(broken.shadowRoot?.querySelector('table')).toBeNull();
    expect(broken.shadowRoot?.textContent).toContain('No city.');
    const nothing = await mount(null);
    expect(nothing.shadowRoot?.querySelector('table')).toBeNull();
  });
});
