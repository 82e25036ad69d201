import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { confirmAction } from 'c/confirmAction';
import OrderFulfilment from 'c/orderFulfilment';
import { createSyncRequest } from 'c/syncRequest';

jest.mock('c/syncRequest', () => ({
  createSyncRequest: jest.fn(() => Promise.resolve('user:key')),
  reasonOf: () => 'No access',
}));
jest.mock('c/confirmAction', () => ({ confirmAction: jest.fn(() => Promise.resolve(true)) }));
const confirm = confirmAction as unknown as jest.Mock;
const ask = createSyncRequest as unknown as jest.Mock;
const adapter = graphql as unknown as {
  emit(data: unknown): void;
  emitErrors(errors: unknown[]): void;
};
const access = getObjectInfo as unknown as {
  emit(data: unknown): void;
  error(body: unknown, status: number): void;
};

const value = (of: unknown) => ({ value: of });
const nodes = (...list: Record<string, unknown>[]) => ({ edges: list.map((node) => ({ node })) });
const line = {
  Id: 'l1',
  sku: value('TENT-2P'),
  title: value('Tent'),
  ordered: value(2),
  allocated: value(2),
  picked: value(2),
  shipped: value(2),
};
const part = (state: string) => ({
  Id: 'p1',
  Name: value('100001'),
  state: value(state),
  location: value('Leeds'),
  lines: nodes(line),
  trace: value('trace-1'),
});
const parcel = {
  Id: 's1',
  part: value('p1'),
  number: value(1),
  status: value('Shipped'),
  carrier: value('DPD'),
  tracking: value('1557'),
  url: value('https://track.example/1557'),
  contents: nodes({ Id: 'c1', sku: value('TENT-2P'), quantity: value(2) }),
};
const error = {
  Id: 'e1',
  code: value('COUNTRY_MISSING'),
  message: value('No country.'),
  whatToDo: value('Fill it in.'),
  trace: value('trace-9'),
};

function reply(more: Record<string, unknown> = {}) {
  const empty = nodes();
  const order = nodes({ Id: '801', StatusCode: value('Activated') });
  return {
    uiapi: {
      query: {
        order,
        parts: empty,
        parcels: empty,
        returns: empty,
        errors: empty,
        requests: empty,
        ...more,
      },
    },
  };
}
const tick = () => Promise.resolve().then(() => Promise.resolve());

async function mount(data?: unknown): Promise<Element> {
  const element = createElement('c-order-fulfilment', { is: OrderFulfilment });
  Object.assign(element, { recordId: '801000000000001AAA' });
  document.body.append(element);
  if (data !== undefined) adapter.emit(data);
  await tick();
  return element;
}
const state = (element: Element): Element | null =>
  element.shadowRoot?.querySelector('c-screen-state') ?? null;
const text = (element: Element) => element.shadowRoot?.textContent ?? '';

beforeEach(() => ask.mockClear());
afterEach(() => document.body.replaceChildren());

describe('c-order-fulfilment', () => {
  it('shows a shipped order with its lines and a tracking link', async () => {
    const element = await mount(reply({ parts: nodes(part('Shipped')), parcels: nodes(parcel) }));
    expect(text(element)).toContain('TENT-2P');
    expect(text(element)).toContain('Leeds');
    expect(
      element.shadowRoot?.querySelector('a[href="https://track.example/1557"]')?.textContent,
    ).toBe('1557');
    expect(element.shadowRoot?.querySelector('lightning-progress-indicator')).toHaveProperty(
      'currentStep',
      'Shipped',
    );
    await expect(element).toBeAccessible();
  });

  it('hides the path for a cancelled order and offers no cancellation', async () => {
    const element = await mount(reply({ parts: nodes(part('Cancelled')) }));
    expect(element.shadowRoot?.querySelector('lightning-progress-indicator')).toBeNull();
    expect(text(element)).toContain('Cancelled');
    const buttons = [...(element.shadowRoot?.querySelectorAll('lightning-button') ?? [])];
    const labels = buttons.map((button) => (button as unknown as { label: string }).label);
    expect(labels).not.toContain('c.Linnworks_Cancel_In_Warehouse');
  });

  it('puts a split below the order it came from', async () => {
    const split = { ...part('Allocated'), Id: 'p2', parent: value('p1'), lines: nodes() };
    const element = await mount(reply({ parts: nodes(split, part('Shipped')) }));
    const sections = [...(element.shadowRoot?.querySelectorAll('section.part') ?? [])];
    expect(sections.map((section) => section.classList.contains('below'))).toEqual([false, true]);
  });

  it('asks for a return of what was shipped', async () => {
    const element = await mount(reply({ parts: nodes(part('Shipped')) }));
    const buttons = [...(element.shadowRoot?.querySelectorAll('lightning-button') ?? [])];
    const isReturn = (one: Element) =>
      (one as unknown as { label: string }).label === 'c.Linnworks_Ask_Return';
    (buttons.find(isReturn) as HTMLElement).click();
    await tick();
    const form = element.shadowRoot?.querySelector('c-return-request') as HTMLElement;
    const detail = { kind: 'Return', reason: 'Too small', lines: [{ lineKey: 'k', quantity: 1 }] };
    form.dispatchEvent(new CustomEvent('ask', { detail }));
    await tick();
    expect(ask).toHaveBeenCalledWith('Return', { detail, orderId: '801000000000001AAA' });
  });

  it('shows an error with its advice and trace, and asks for a retry', async () => {
    const element = await mount(reply({ errors: nodes(error) }));
    expect(text(element)).toContain('No country.');
    expect(text(element)).toContain('trace-9');
    element.shadowRoot?.querySelector<HTMLElement>('lightning-button')?.click();
    await tick();
    expect(ask).toHaveBeenCalledWith('Retry', { errorId: 'e1', orderId: '801000000000001AAA' });
    adapter.emit(
      reply({
        requests: nodes({
          Id: 'r1',
          key: value('user:key'),
          status: value('Done'),
          result: value('Linnworks order 100001 was created.'),
        }),
      }),
    );
    await tick();
    expect(text(element)).toContain('Linnworks order 100001 was created.');
    await expect(element).toBeAccessible();
  });

  it('says what comes next before the order is there', async () => {
    const element = await mount(reply());
    const empty = element.shadowRoot?.querySelector('c-empty-state');
    expect(empty).toHaveProperty('heading', 'c.Linnworks_Waiting_To_Be_Sent');
    await expect(element).toBeAccessible();
  });

  it('sends by hand only after a question', async () => {
    const element = await mount(reply());
    confirm.mockResolvedValueOnce(false);
    element.shadowRoot?.querySelector<HTMLElement>('lightning-button')?.click();
    await tick();
    expect(ask).not.toHaveBeenCalled();
    element.shadowRoot?.querySelector<HTMLElement>('lightning-button')?.click();
    await tick();
    expect(ask).toHaveBeenCalledWith('Push', { orderId: '801000000000001AAA' });
  });

  it('says that it is read, when it cannot be read, and tries again', async () => {
    const element = await mount();
    expect(state(element)).toMatchObject({ state: 'loading' });
    adapter.emitErrors([{ message: 'Server is busy' }]);
    await tick();
    expect(state(element)).toMatchObject({ state: 'error', text: 'Server is busy' });
    state(element)?.dispatchEvent(new CustomEvent('retry'));
    await tick();
    expect(state(element)).toMatchObject({ state: 'loading' });
    await expect(element).toBeAccessible();
  });

  it('keeps what it knows when a later read fails, and says that it is old', async () => {
    const element = await mount(reply({ parts: nodes(part('Shipped')) }));
    expect(state(element)).toBeNull();
    adapter.emitErrors([{ message: 'Server is busy' }]);
    await tick();
    expect(state(element)).toMatchObject({ state: 'stale' });
    expect(text(element)).toContain('TENT-2P');
    adapter.emit(reply({ parts: nodes(part('Shipped')) }));
    await tick();
    expect(state(element)).toBeNull();
  });

  it('sends somebody without a permission set to the admin, and tells a viewer what is missing', async () => {
    const element = await mount(reply());
    access.emit({ createable: false });
    await tick();
    expect(text(element)).toContain('c.Linnworks_Look_Only');
    access.error({ message: 'No access' }, 403);
    await tick();
    expect(state(element)).toMatchObject({ state: 'no-permission' });
    expect(text(element)).not.toContain('c.Linnworks_Look_Only');
    await expect(element).toBeAccessible();
  });

  it('tells why a request could not even be made', async () => {
    ask.mockImplementationOnce(() => Promise.reject(new Error('x')));
    const element = await mount(reply());
    element.shadowRoot?.querySelector<HTMLElement>('lightning-button')?.click();
    await tick();
    await tick();
    expect(text(element)).toContain('No access');
  });
});
