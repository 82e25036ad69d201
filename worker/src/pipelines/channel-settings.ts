import type { SalesforceRecord } from '../domain/ports.ts';
import type { PipelineDeps } from './deps.ts';
import { remembered } from './read-settings.ts';

/** What an admin decides about what comes back from Linnworks, beside how orders go there. */
export interface ChannelSettings {
  /** Returns may be booked in Linnworks from Salesforce. */
  readonly allowReturns: boolean;
  readonly otherChannels: 'Off' | 'Record Only' | 'Salesforce Orders';
  /** Salesforce orders of other channels are activated when they are whole. */
  readonly activateChannelOrders: boolean;
  /** Field of Order that shows the state; empty: none. */
  readonly statusField: string;
}

const FIELDS = 'Allow_Returns__c, Other_Channels__c, Activate_Channel_Orders__c, Status_Field__c';

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

function toSettings(row: SalesforceRecord | undefined): ChannelSettings {
  const channels = row?.['Other_Channels__c'];
  return {
    allowReturns: row?.['Allow_Returns__c'] === true,
    otherChannels:
      channels === 'Record Only' || channels === 'Salesforce Orders' ? channels : 'Off',
    activateChannelOrders: row?.['Activate_Channel_Orders__c'] === true,
    statusField: text(row?.['Status_Field__c']),
  };
}

/** Asked again after a minute; without the settings record everything is off. */
export function createChannelSettings({
  salesforce,
  clock,
}: Pick<PipelineDeps, 'salesforce' | 'clock'>): () => Promise<ChannelSettings> {
  return remembered(
    () => clock.now(),
    60_000,
    async () => {
      const [row] = await salesforce.query(
        `SELECT ${FIELDS} FROM Linnworks_Settings__c WHERE Key__c = 'Default'`,
      );
      return toSettings(row);
    },
  );
}
