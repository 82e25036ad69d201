import { api, LightningElement, wire } from 'lwc';
import { graphql, type GraphQLResult } from 'lightning/graphql';
import { updateRecord } from 'lightning/uiRecordApi';
import SYNC_STOCK from '@salesforce/schema/Linnworks_Location__c.Sync_Stock__c';
import { flag, nodesOf, text, type Connection } from 'c/nodeValues';
import { reasonOf } from 'c/syncRequest';
import { LABELS as label } from './labels';
import { LOCATIONS } from './query';

interface LocationsData {
  readonly uiapi: { readonly query: { readonly locations: Connection } };
}
interface Place {
  readonly id: string;
  readonly name: string;
  readonly isSynced: boolean;
}

/** Which locations bring their stock to Salesforce. Each switch writes its record; fires `changed` afterwards. */
export default class LocationSwitches extends LightningElement {
  label = label;
  @api mayEdit = false;
  places: readonly Place[] | null = null;
  failure = '';
  message = '';
  busyId = '';
  private refresh: (() => Promise<void>) | undefined;

  @wire(graphql, { query: LOCATIONS })
  wiredLocations({ data, errors, refresh }: GraphQLResult<LocationsData>): void {
    this.refresh = refresh ?? this.refresh;
    if (data)
      this.places = nodesOf(data.uiapi.query.locations)
        .filter((node) => node.active?.value !== false)
        .map((node) => ({
          id: node.Id,
          name: [text(node.Name), text(node.city)].filter((part) => part !== '').join(', '),
          isSynced: flag(node.synced),
        }));
    if (data || errors) this.failure = errors?.[0]?.message ?? '';
  }

  get isLoading(): boolean {
    return this.places === null && this.failure === '';
  }
  get hasFailed(): boolean {
    return this.places === null && this.failure !== '';
  }
  get isEmpty(): boolean {
    return this.places?.length === 0;
  }
  get shown() {
    return (this.places ?? []).map((place) => ({
      ...place,
      isDisabled: !this.mayEdit || this.busyId === place.id,
    }));
  }

  handleRetry(): void {
    void this.refresh?.();
  }
  async handleToggle(event: CustomEvent<{ checked: boolean }>): Promise<void> {
    const { id = '' } = (event.currentTarget as HTMLElement).dataset;
    const { checked } = event.detail;
    this.busyId = id;
    this.message = '';
    try {
      await updateRecord({ fields: { Id: id, [SYNC_STOCK.fieldApiName]: checked } });
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.message = reasonOf(error, label.unknown);
    }
    this.busyId = '';
    await this.refresh?.();
  }
}
