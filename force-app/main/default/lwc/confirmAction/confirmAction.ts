import LightningConfirm from 'lightning/confirm';

/** Asks before something that cannot be undone or that others feel. True when the person is sure. */
export function confirmAction(title: string, message: string): Promise<boolean> {
  return LightningConfirm.open({ label: title, message, theme: 'warning' });
}
