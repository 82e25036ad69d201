import { LightningElement, wire } from 'lwc';
import { components, pages } from '@preview/pages';
import { CurrentPageReference } from 'lightning/navigation';
import type { PageReference } from 'lightning/navigation';
import Toast from 'lightning/toast';

const HOME = 'Linnworks_Home';

/** Just enough of Lightning Experience around the components: header, app bar, pages as the metadata lays them out, toasts. */
export default class App extends LightningElement {
  @wire(CurrentPageReference) page: PageReference | undefined;
  isUtilityOpen = false;

  private attribute(name: string): string {
    return (this.page?.attributes?.[name] as string | undefined) ?? '';
  }

  /** The app page in sight; Home for an address that no tab has. */
  get appPage() {
    if (this.page?.type !== 'standard__navItemPage') return undefined;
    const named = (name: string) => pages.appPages.find(({ apiName }) => apiName === name);
    return named(this.attribute('apiName')) ?? named(HOME);
  }
  get pageComponents() {
    return (this.appPage?.components ?? []).map((name) => ({ name, ctor: components[name] }));
  }

  get objectName(): string {
    return this.attribute('objectApiName');
  }
  get isOrders(): boolean {
    return this.page?.type === 'standard__objectPage' && this.objectName === 'Order';
  }
  get isObjects(): boolean {
    return this.page?.type === 'standard__objectPage' && this.objectName !== 'Order';
  }
  get isRecord(): boolean {
    return this.page?.type === 'standard__recordPage' && this.objectName !== 'Order';
  }
  get isOrder(): boolean {
    return this.page?.type === 'standard__recordPage' && this.objectName === 'Order';
  }
  get recordId(): string | undefined {
    return this.isOrder || this.isRecord ? this.attribute('recordId') : undefined;
  }
  get orderId(): string | undefined {
    return this.isOrder ? this.recordId : undefined;
  }
  get heading(): string {
    return this.appPage?.label ?? (this.isOrder ? 'Order' : this.isOrders ? 'Orders' : 'Records');
  }

  get tabs() {
    const tab = (label: string, href: string, isActive: boolean) => ({
      label,
      href,
      current: isActive ? 'page' : undefined,
      className: `slds-context-bar__item${isActive ? ' slds-is-active' : ''}`,
    });
    const app = pages.appPages.map(({ apiName, label }) =>
      tab(label, `#/lightning/n/${apiName}`, this.appPage?.apiName === apiName),
    );
    const orders = tab('Orders', '#/lightning/o/Order/list', this.isOrders || this.isOrder);
    const products = tab('Products', '#/lightning/o/Product2/list', this.objectName === 'Product2');
    return [...app.slice(0, 1), orders, products, ...app.slice(1)];
  }

  get utilities() {
    return pages.utilities.map((name) => ({ name, ctor: components[name] }));
  }
  get utilityExpanded(): string {
    return String(this.isUtilityOpen);
  }
  handleUtility(): void {
    this.isUtilityOpen = !this.isUtilityOpen;
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
