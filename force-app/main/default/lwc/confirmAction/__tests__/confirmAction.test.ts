import LightningConfirm from 'lightning/confirm';
import { confirmAction } from 'c/confirmAction';

jest.mock('lightning/confirm', () => ({ open: jest.fn(() => Promise.resolve(false)) }));

describe('c-confirm-action', () => {
  it('asks with a title and a consequence, and hands on the answer', async () => {
    await expect(confirmAction('Pause stock?', 'Nothing is synced.')).resolves.toBe(false);
    expect(LightningConfirm.open).toHaveBeenCalledWith({
      label: 'Pause stock?',
      message: 'Nothing is synced.',
      theme: 'warning',
    });
  });
});
