import { LightningElement, wire } from 'lwc';
import { CurrentPageReference, NavigationMixin, type PageReference } from 'lightning/navigation';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import REQUEST from '@salesforce/schema/Linnworks_Sync_Request__c';
import { appPage, inUrl, urlState } from 'c/appPage';
import { accessOf, type Access, type ObjectInfoResult } from 'c/screenAccess';
import { LABELS as label } from './labels';

const PARTS = [
  { name: 'fields', label: label.fields },
  { name: 'states', label: label.states },
  { name: 'rules', label: label.rules },
];

/** Field model, state map and shipping rules on one page; the part in sight is in the URL. */
export default class MappingPage extends NavigationMixin(LightningElement) {
  label = label;
  part = 'fields';
  access: Access = 'unknown';

  @wire(CurrentPageReference)
  wiredAddress(page: PageReference | undefined): void {
    const name = inUrl(page, 'part');
    this.part = PARTS.some((one) => one.name === name) ? name : 'fields';
  }
  @wire(getObjectInfo, { objectApiName: REQUEST })
  wiredAccess(result: ObjectInfoResult): void {
    this.access = accessOf(result);
  }

  get isForbidden(): boolean {
    return this.access === 'none';
  }
  get isLoading(): boolean {
    return this.access === 'unknown';
  }
  get mayAsk(): boolean {
    return this.access === 'act';
  }
  get isFields(): boolean {
    return this.part === 'fields';
  }
  get isStates(): boolean {
    return this.part === 'states';
  }
  get tabs() {
    return PARTS.map(({ name, label: words }) => ({
      name,
      label: words,
      pressed: String(name === this.part),
      className: `slds-button ${name === this.part ? 'slds-button_brand' : 'slds-button_neutral'}`,
    }));
  }

  handleTab(event: Event): void {
    const { name = '' } = (event.currentTarget as HTMLElement).dataset;
    this[NavigationMixin.Navigate](
      appPage('Linnworks_Mapping_And_States', urlState({ part: name })),
      true,
    );
  }
}
