import { createElement } from 'lwc';
import { confirmAction } from 'c/confirmAction';
import GoLive from 'c/goLive';

jest.mock('c/confirmAction', () => ({ confirmAction: jest.fn(() => Promise.resolve(true)) }));
const confirm = confirmAction as unknown as jest.Mock;

const step = (name: string, isPassed: boolean) => ({
  name,
  number: 1,
  title: name,
  words: 'All is well.',
  icon: 'utility:success',
  variant: 'success',
  stateLabel: 'Done',
  isPassed,
});
type Child = HTMLElement & Record<string, unknown>;
const tick = () => Promise.resolve().then(() => Promise.resolve());
async function mount(values: object) {
  const element = createElement('c-go-live', { is: GoLive as never });
  const asked: unknown[] = [];
  element.addEventListener('switchmode', (event) => asked.push((event as CustomEvent).detail));
  element.addEventListener('openstep', (event) => asked.push((event as CustomEvent).detail));
  Object.assign(element, {
    steps: [step('Dry run', true)],
    mode: 'Observe',
    mayEdit: true,
    ...values,
  });
  document.body.append(element);
  await tick();
  const buttons = () => [
    ...(element.shadowRoot?.querySelectorAll<Child>('lightning-button') ?? []),
  ];
  return { element, asked, buttons };
}
beforeEach(() => confirm.mockClear());
afterEach(() => document.body.replaceChildren());

describe('c-go-live', () => {
  it('asks before it goes live', async () => {
    const { element, asked, buttons } = await mount({});
    expect(element.shadowRoot?.textContent).toContain('c.Linnworks_Live_Ready');
    buttons()[0].click();
    await tick();
    expect(confirm).toHaveBeenCalledWith(
      'c.Linnworks_Live_Confirm',
      'c.Linnworks_Live_Confirm_Text',
    );
    expect(asked).toEqual([{ mode: 'Active' }]);
    await expect(element).toBeAccessible();
  });

  it('says what is open, opens it, and does nothing when the person is not sure', async () => {
    confirm.mockResolvedValueOnce(false);
    const { element, asked, buttons } = await mount({ steps: [step('Products', false)] });
    expect(element.shadowRoot?.textContent).toContain('c.Linnworks_Live_Open');
    buttons()[0].click();
    await tick();
    expect(confirm.mock.calls[0]?.[1]).toBe('c.Linnworks_Live_Confirm_Open');
    element.shadowRoot?.querySelector<HTMLElement>('button')?.click();
    expect(asked).toEqual([{ name: 'Products' }]);
  });

  it('goes back to observing once it is live', async () => {
    const { asked, buttons } = await mount({ mode: 'Active' });
    expect(buttons().map(({ label }) => label)).toEqual([
      'c.Linnworks_Live_Home',
      'c.Linnworks_Live_Observe',
    ]);
    buttons()[1].click();
    await tick();
    expect(asked).toEqual([{ mode: 'Observe' }]);
  });

  it('offers nothing to those who may not', async () => {
    const { element, buttons } = await mount({ mayEdit: false });
    expect(buttons()).toEqual([]);
    expect(element.shadowRoot?.textContent).toContain('c.Linnworks_Live_Locked');
  });
});
