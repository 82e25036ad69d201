import { createElement } from 'lwc';
import CheckResult from 'c/checkResult';

const row = (id: string, state: string, more: object = {}) => ({
  id,
  state,
  title: `Title ${id}`,
  detail: `Detail ${id}`,
  whatToDo: '',
  recordId: null,
  ...more,
});
const comparison = (label: string, ok: boolean, recordId: string | null = null) => ({
  label,
  recordId,
  ok,
  rows: [],
  problems: ok ? [] : ['Wrong.'],
});
async function mount(answer: object | null): Promise<Element> {
  const element = createElement('c-check-result', { is: CheckResult as never });
  Object.assign(element, { answer });
  document.body.append(element);
  await Promise.resolve();
  return element;
}
const titles = (element: Element) =>
  [...(element.shadowRoot?.querySelectorAll('.row .slds-text-title_bold') ?? [])].map((one) =>
    one.textContent?.trim(),
  );
afterEach(() => document.body.replaceChildren());

describe('c-check-result', () => {
  it('puts what is to correct first, says what to do and links the record', async () => {
    const rows = [
      row('a', 'ok'),
      row('b', 'warn', { recordId: '01t000000000001AAA' }),
      row('c', 'fail', { whatToDo: 'Fix it.' }),
    ];
    const element = await mount({ check: 'products', rows, comparisons: [] });
    expect(titles(element)).toEqual(['Title c', 'Title b', 'Title a']);
    expect(element.shadowRoot?.textContent).toContain('c.Linnworks_Check_To_Do');
    expect(element.shadowRoot?.querySelector('a')?.getAttribute('href')).toBe(
      '/lightning/r/Product2/01t000000000001AAA/view',
    );
    await expect(element).toBeAccessible();
  });

  it('folds what is well away, never what is not', async () => {
    const rows = [
      ...Array.from({ length: 12 }, (_, n) => row(`ok${n}`, 'ok')),
      ...Array.from({ length: 10 }, (_, n) => row(`bad${n}`, 'fail')),
    ];
    const element = await mount({ check: 'products', rows, comparisons: [], isCut: true });
    expect(titles(element)).toHaveLength(10);
    const [state] = element.shadowRoot?.querySelectorAll('c-screen-state') ?? [];
    expect((state as unknown as { state: string }).state).toBe('partial');
    element.shadowRoot?.querySelector<HTMLElement>('lightning-button')?.click();
    await Promise.resolve();
    expect(titles(element)).toHaveLength(22);
  });

  it('opens one comparison at once and several on demand, the worst first', async () => {
    const one = await mount({ check: 'sample', rows: [], comparisons: [comparison('A', true)] });
    expect(one.shadowRoot?.querySelector('c-comparison-table')).not.toBeNull();
    const many = await mount({
      check: 'dry-run',
      rows: [row('801a', 'fail', { recordId: '801a' })],
      comparisons: [comparison('Good', true), comparison('Bad', false, '801a')],
    });
    expect(titles(many)).toEqual([]);
    expect(many.shadowRoot?.textContent).toContain('c.Linnworks_Check_Hidden');
    const [first] = many.shadowRoot?.querySelectorAll<HTMLElement>('.toggle') ?? [];
    expect(first.textContent).toContain('Bad');
    expect(many.shadowRoot?.textContent).toContain('Detail 801a');
    expect(many.shadowRoot?.querySelector('c-comparison-table')).toBeNull();
    first.click();
    await Promise.resolve();
    expect(many.shadowRoot?.querySelectorAll('c-comparison-table')).toHaveLength(1);
  });

  it('has nothing to show without an answer', async () => {
    const element = await mount(null);
    expect(titles(element)).toEqual([]);
  });
});
