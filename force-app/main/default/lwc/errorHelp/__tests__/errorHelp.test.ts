import { adviceFor, meaningOf } from 'c/errorHelp';

describe('c-error-help', () => {
  it('says what a code means and what to do, from the labels', () => {
    expect(meaningOf('LW_SKU_UNKNOWN')).toBe('c.Linnworks_Error_Lw_Sku_Unknown');
    expect(adviceFor('LW_SKU_UNKNOWN', 'x')).toBe('c.Linnworks_Advice_Lw_Sku_Unknown');
  });

  it('takes the words of the record for a code of a newer worker', () => {
    expect(meaningOf('SOMETHING_NEW')).toBe('');
    expect(adviceFor('SOMETHING_NEW', 'Call the makers.')).toBe('Call the makers.');
  });
});
