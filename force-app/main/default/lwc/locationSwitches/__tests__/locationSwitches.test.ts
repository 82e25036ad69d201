import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import { updateRecord } from 'lightning/uiRecordApi';
import LocationSwitches from 'c/locationSwitches';

const adapter = graphql as unknown as {
  emit(data: unknown): void;
  emitErrors(errors: unknown[]): void;
};
const update = updateRecord as unknown as jest.Mock;
const value = (of: unknown) => ({ value: of });
const place = (Id: string, name: string, synced: boolean, active = true) => ({
  node: { Id, Name: value(name), synced: value(synced), city: value(''), active: value(active) },
});
const emit = (...edges: object[]) => adapter.emit({ uiapi: { query: { locations: { edges } } } });
type Child = HTMLElement & Record<string, unknown>;
const tick = () =>
  [...Array(6)].reduce((all: Promise<void>) => all.then(() => undefined), Promise.resolve());
async function mount(mayEdit = true) {
  const element = createElement('c-location-switches', { is: LocationSwitches as never });
  const changed = jest.fn();
  element.addEventListener('changed', changed);
  Object.assign(element, { mayEdit });
  document.body.append(element);
  await tick();
  const all = (tag: string) => [...(element.shadowRoot?.querySelectorAll<Child>(tag) ?? [])];
  return { element, changed, all };
}
beforeEach(() => update.mockReset());
afterEach(() => document.body.replaceChildren());

describe('c-location-switches', () => {
  it('switches the stock of a location on', async () => {
    update.mockResolvedValue({});
    const { element, changed, all } = await mount();
    emit(place('a1', 'Leeds', false), place('a2', 'Old barn', false, false));
    await tick();
    const [box, ...others] = all('lightning-input');
    expect(others).toEqual([]);
    box.dispatchEvent(new CustomEvent('change', { detail: { checked: true } }));
    await tick();
    expect(update).toHaveBeenCalledWith({ fields: { Id: 'a1', Sync_Stock__c: true } });
    expect(changed).toHaveBeenCalled();
    await expect(element).toBeAccessible();
  });

  it('says why it was refused, and is closed to those who may only look', async () => {
    update.mockRejectedValue({ body: { message: 'You may not.' } });
    const { element, all } = await mount();
    emit(place('a1', 'Leeds', false));
    await tick();
    all('lightning-input')[0].dispatchEvent(
      new CustomEvent('change', { detail: { checked: true } }),
    );
    await tick();
    expect(element.shadowRoot?.textContent).toContain('You may not.');
    const other = await mount(false);
    emit(place('a1', 'Leeds', false));
    await tick();
    expect(other.all('lightning-input')[0].disabled).toBe(true);
  });

  it('has words for loading, for nothing and for a failure', async () => {
    const { all } = await mount();
    expect(all('c-screen-state').map(({ state }) => state)).toEqual(['loading']);
    adapter.emitErrors([{ message: 'busy' }]);
    await tick();
    expect(all('c-screen-state').map(({ state }) => state)).toEqual(['error']);
    emit();
    await tick();
    expect(all('c-screen-state').map(({ state }) => state)).toEqual(['empty']);
  });
});
