import type { Kernel } from '../kernel.ts';
import type { Row } from '../ports.ts';
import { childrenOf, refuse, type ObjectRules } from './rules.ts';

const twinsOf = (kernel: Kernel, object: string, row: Row): Row[] =>
  childrenOf(kernel, object, 'IsoCode', row['IsoCode']).filter(({ Id }) => Id !== row['Id']);

/** Rates are units of the currency for one of the corporate currency, whose own rate is 1. */
export const currencyTypeRules: ObjectRules = {
  beforeSave({ kernel }, _before, after) {
    if (twinsOf(kernel, 'CurrencyType', after).length > 0)
      refuse('DUPLICATE_VALUE', 'The currency is already there', ['IsoCode']);
    if (Number(after['ConversionRate']) <= 0)
      refuse('NUMBER_OUTSIDE_VALID_RANGE', 'Conversion rate must be above zero', [
        'ConversionRate',
      ]);
    if (after['IsCorporate'] === true && after['ConversionRate'] !== 1)
      refuse('FIELD_INTEGRITY_EXCEPTION', 'The rate of the corporate currency is 1');
    return after;
  },
};

/** A rate holds until the next one of its currency begins, without an end where none follows. */
export const datedRateRules: ObjectRules = {
  beforeSave({ kernel }, _before, after) {
    const twin = twinsOf(kernel, 'DatedConversionRate', after).find(
      ({ StartDate }) => StartDate === after['StartDate'],
    );
    if (twin) refuse('DUPLICATE_VALUE', 'There is a rate from this date', ['StartDate']);
    return after;
  },
  afterChange({ kernel, object }, row) {
    const rows = childrenOf(kernel, 'DatedConversionRate', 'IsoCode', row['IsoCode']).sort((a, b) =>
      String(a['StartDate']).localeCompare(String(b['StartDate'])),
    );
    for (const [index, one] of rows.entries()) {
      const NextStartDate = rows[index + 1]?.['StartDate'] ?? null;
      if (one['NextStartDate'] !== NextStartDate)
        kernel.store.put(object, { ...one, NextStartDate });
    }
  },
};
