import { LightningElement, wire } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';
import type { PageReference } from 'lightning/navigation';
import Toast from 'lightning/toast';

/** Just enough of Lightning Experience around the components: header, app bar, three pages, toasts. */
export default class App extends LightningElement {
  @wire(CurrentPageReference) page: PageReference | undefined;

  get isHome(): boolean {
    return this.page?.type === 'standard__navItemPage';
  }
  get isOrders(): boolean {
    return this.page?.type === 'standard__objectPage';
  }
  get isOrder(): boolean {
    return (
      this.page?.type === 'standard__recordPage' &&
      this.page.attributes?.['objectApiName'] === 'Order'
    );
  }
  get recordId(): string | undefined {
    return this.isOrder ? (this.page?.attributes?.['recordId'] as string) : undefined;
  }
  get heading(): string {
    return this.isHome ? 'Linnworks' : this.isOrder ? 'Order' : 'Orders';
  }

  get tabs() {
    const tab = (label: string, href: string, isActive: boolean) => ({
      label,
      href,
      current: isActive ? 'page' : undefined,
      className: `slds-context-bar__item${isActive ? ' slds-is-active' : ''}`,
    });
    return [
      tab('Home', '#/lightning/n/Linnworks_Home', this.isHome),
      tab('Orders', '#/lightning/o/Order/list', this.isOrders || this.isOrder),
    ];
  }

  get isFirstTheme(): boolean {
    return new URLSearchParams(location.search).get('theme') === 'slds1';
  }
  get otherThemeUrl(): string {
    return `/?theme=${this.isFirstTheme ? 'slds2' : 'slds1'}${location.hash}`;
  }
  get otherThemeLabel(): string {
    return this.isFirstTheme ? 'Show in SLDS 2' : 'Show in SLDS 1';
  }

  /** Links to Lightning pages stay inside the preview. */
  handleClick(event: MouseEvent): void {
    const link = event
      .composedPath()
      .find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement);
    const href = link?.getAttribute('href') ?? '';
    if (!href.startsWith('/lightning/')) return;
    event.preventDefault();
    location.hash = `#${href}`;
  }

  handleToast(event: CustomEvent<{ title: string; message?: string; variant?: string }>): void {
    // The toast container listens for the same event name and expects its own kind of detail.
    event.stopPropagation();
    const { title: label, variant = 'info' } = event.detail;
    void Toast.show({ label, variant, mode: 'dismissible' }, this);
  }
}
