import type { SalesforceRecord } from '../../domain/ports.ts';
import type { StockLevel } from '../../mapping/to-salesforce-stock.ts';
import type { Difference } from './difference.ts';

const COMPARED: readonly (readonly [field: string, of: (level: StockLevel) => number])[] = [
  ['On_Hand__c', ({ onHand }) => onHand],
  ['Allocated__c', ({ allocated }) => allocated],
  ['Available__c', ({ available }) => available],
  ['Due__c', ({ due }) => due],
];

/** Whether Salesforce shows a level as Linnworks has it. */
export function compareLevel(level: StockLevel, shown: SalesforceRecord | undefined): Difference[] {
  const about = {
    subject: 'Stock',
    record: level.key,
    label: `${level.sku}, ${level.locationName}`,
    orderId: null,
    linnworksId: null,
    repair: { way: 'level', levelKey: level.key },
  } as const;
  if (shown === undefined)
    return [
      {
        ...about,
        kind: 'Missing In Salesforce',
        field: null,
        salesforceValue: null,
        linnworksValue: String(level.onHand),
      },
    ];
  return COMPARED.flatMap(([field, of]): Difference[] =>
    Number(shown[field] ?? 0) === of(level)
      ? []
      : [
          {
            ...about,
            kind: 'Different',
            field,
            salesforceValue: String((shown[field] as number | null) ?? ''),
            linnworksValue: String(of(level)),
          },
        ],
  );
}
