import { createElement } from 'lwc';
import SettingsForm from 'c/settingsForm';

const FIELDS = [
  { name: 'Place__c', label: 'Place', kind: 'choice', options: ['Leeds'] },
  { name: 'Service__c', label: 'Service', kind: 'pick', options: ['Fast'] },
  { name: 'Rate__c', label: 'Rate', kind: 'number' },
  { name: 'Taxed__c', label: 'Taxed', kind: 'yes or no' },
];
type Child = HTMLElement & Record<string, unknown>;
async function mount(mayEdit = true) {
  const element = createElement('c-settings-form', { is: SettingsForm as never });
  const values = { Place__c: 'Atlantis', Service__c: null, Rate__c: 20, Taxed__c: false };
  Object.assign(element, { fields: FIELDS, values, mayEdit });
  const saved: unknown[] = [];
  element.addEventListener('save', (event) => saved.push((event as CustomEvent).detail));
  document.body.append(element);
  await Promise.resolve();
  const field = (name: string) =>
    element.shadowRoot?.querySelector<Child>(`[data-name="${name}"]`) as Child;
  const change = async (name: string, detail: object) => {
    field(name).dispatchEvent(new CustomEvent('change', { detail }));
    await Promise.resolve();
  };
  const button = () => element.shadowRoot?.querySelector<Child>('lightning-button');
  return { element, saved, field, change, button };
}
afterEach(() => document.body.replaceChildren());

describe('c-settings-form', () => {
  it('saves only what was changed, each in its kind', async () => {
    const { element, saved, change, button } = await mount();
    expect(button()?.disabled).toBe(true);
    await change('Place__c', { value: 'Leeds' });
    await change('Rate__c', { value: '17.5' });
    await change('Taxed__c', { checked: true });
    expect(button()?.disabled).toBe(false);
    button()?.click();
    expect(saved).toEqual([{ values: { Place__c: 'Leeds', Rate__c: 17.5, Taxed__c: true } }]);
    Object.assign(element, { values: { Place__c: 'Leeds', Rate__c: 17.5, Taxed__c: true } });
    await Promise.resolve();
    expect(button()?.disabled).toBe(true);
    await expect(element).toBeAccessible();
  });

  it('takes a change back, and empties a number', async () => {
    const { saved, change, button } = await mount();
    await change('Place__c', { value: 'Leeds' });
    await change('Place__c', { value: 'Atlantis' });
    expect(button()?.disabled).toBe(true);
    await change('Rate__c', { value: '' });
    button()?.click();
    expect(saved).toEqual([{ values: { Rate__c: null } }]);
  });

  it('keeps a value in sight that Linnworks no longer has, and offers none where that is fine', async () => {
    const { field } = await mount();
    expect(field('Place__c').options).toEqual([
      { label: 'Atlantis', value: 'Atlantis' },
      { label: 'Leeds', value: 'Leeds' },
    ]);
    expect(field('Service__c').options).toEqual([
      { label: 'c.Linnworks_Choice_None', value: '' },
      { label: 'Fast', value: 'Fast' },
    ]);
  });

  it('may only be looked at without the right to edit', async () => {
    const { element, field, button } = await mount(false);
    expect(button()).toBeNull();
    expect(field('Rate__c').disabled).toBe(true);
    expect(element.shadowRoot?.textContent).toContain('c.Linnworks_Settings_Locked');
  });
});
