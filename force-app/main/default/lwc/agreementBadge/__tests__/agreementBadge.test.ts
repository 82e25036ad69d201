import { createElement } from 'lwc';
import AgreementBadge, { type Agreement } from 'c/agreementBadge';

const NOW = Date.parse('2026-03-02T12:00:00Z');
const orders: Agreement = {
  id: 'r1',
  kind: 'Orders',
  status: 'Complete',
  checked: 1204,
  agree: 1204,
  different: 0,
  finished: '2026-03-02T11:30:00Z',
};
function mount(agreements: readonly Agreement[]): ShadowRoot | null {
  const element = createElement('c-agreement-badge', { is: AgreementBadge });
  Object.assign(element, { agreements, now: NOW, url: '/lightning/n/Linnworks_Reconciliation' });
  document.body.append(element);
  return element.shadowRoot;
}
const badge = (root: ShadowRoot | null) => root?.querySelector('.slds-badge');

afterEach(() => document.body.replaceChildren());

describe('c-agreement-badge', () => {
  it('claims agreement with its time', async () => {
    const root = mount([orders]);
    expect(badge(root)?.className).toContain('slds-theme_success');
    expect(root?.textContent).toContain('c.Linnworks_Agreement_Checked');
    expect(root?.textContent).not.toContain('c.Linnworks_Agreement_Old');
    await expect(root?.host).toBeAccessible();
  });

  it('claims nothing after a comparison that broke off', () => {
    const root = mount([{ ...orders, status: 'Incomplete' }]);
    expect(badge(root)?.className).toContain('slds-theme_warning');
    expect(badge(root)?.textContent).toContain('c.Linnworks_Agreement_Incomplete');
  });

  it('points to the differences, and says when the comparison is old', () => {
    const root = mount([{ ...orders, different: 2, finished: '2026-02-27T11:30:00Z' }]);
    expect(root?.textContent).toContain('c.Linnworks_Agreement_Open');
    expect(root?.textContent).toContain('c.Linnworks_Agreement_Old');
    expect(root?.querySelector('li a')?.getAttribute('href')).toMatch(/Reconciliation$/);
  });

  it('says what happens while nothing has been compared', () => {
    expect(mount([])?.querySelector('c-screen-state')).not.toBeNull();
  });
});
