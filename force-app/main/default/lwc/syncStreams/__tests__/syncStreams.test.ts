import { createElement } from 'lwc';
import SyncStreams from 'c/syncStreams';

afterEach(() => document.body.replaceChildren());

describe('c-sync-streams', () => {
  it('shows how each stream is and why one fails', async () => {
    const element = createElement('c-sync-streams', { is: SyncStreams });
    Object.assign(element, {
      now: Date.now(),
      streams: [
        {
          key: 'orders-out',
          name: 'Orders to Linnworks',
          status: 'Failing',
          message: 'Linnworks gave no reply.',
          lastSuccess: null,
          backlog: 12,
          done: 3,
          failed: 1,
          history: null,
        },
      ],
    });
    document.body.append(element);
    const text = element.shadowRoot?.textContent ?? '';
    expect(text).toContain('Orders to Linnworks');
    expect(text).toContain('Linnworks gave no reply.');
    expect(text).toContain('12');
    expect(element.shadowRoot?.querySelector('.slds-theme_error')?.textContent).toBe('Failing');
    await expect(element).toBeAccessible();
  });
});
