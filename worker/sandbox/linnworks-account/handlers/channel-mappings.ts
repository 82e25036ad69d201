import { nullReference } from '../http/refusal.ts';
import { mappingKey } from '../orders/build-order.ts';
import type { Account } from '../state/account.ts';
import { typed, type Handlers } from './handler.ts';

interface Mapping {
  readonly StockItemId?: string;
  readonly ChannelSKU?: string;
  readonly Source?: string;
  readonly SubSource?: string;
}

function save(account: Account, mapping: Mapping): object {
  const { StockItemId = '', ChannelSKU = '', Source = '', SubSource = '' } = mapping;
  if (!account.stock.byId(StockItemId))
    return { Result: mapping, ResultStatus: 'FAILED', Message: 'Stock item not found' };
  account.channelMappings.set(mappingKey(Source, SubSource, ChannelSKU), StockItemId);
  return { Result: mapping, ResultStatus: 'SUCCESSFUL', Message: '' };
}

/** Links between a channel's SKUs and stock items; used by orders that come in later. */
export const CHANNEL_MAPPINGS: Handlers = {
  'Inventory/CreateChannelMapping': typed<{ Mappings?: Mapping[] }>(({ Mappings }, { account }) => {
    if (!Mappings) throw nullReference();
    const Results = Mappings.map((mapping) => save(account, mapping));
    const good = Results.filter(
      (result) => 'ResultStatus' in result && result.ResultStatus === 'SUCCESSFUL',
    );
    const all = good.length === Results.length;
    return {
      Results,
      TotalResults: Results.length,
      ResultStatus: all ? 'SUCCESSFUL' : good.length > 0 ? 'PARTIALLY_SUCCESSFUL' : 'FAILED',
    };
  }),
};
