import type { SalesforceRecord } from '../domain/ports.ts';
import type { PipelineDeps } from './deps.ts';
import { createSettingsRow, type SettingsRow } from './settings-row.ts';

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

/** As the settings record says; without it everything is off. */
export function createChannelSettings(
  deps: Pick<PipelineDeps, 'salesforce' | 'clock'>,
  row: SettingsRow = createSettingsRow(deps),
): () => Promise<ChannelSettings> {
  return async () => toSettings(await row());
}
