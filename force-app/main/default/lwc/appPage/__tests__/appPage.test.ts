import { appPage, inUrl, urlState } from 'c/appPage';

describe('c-app-page', () => {
  it('names a page and keeps what is filtered in its address', () => {
    expect(appPage('Linnworks_Errors', urlState({ cause: 'A|B', kind: '' }))).toEqual({
      type: 'standard__navItemPage',
      attributes: { apiName: 'Linnworks_Errors' },
      state: { c__cause: 'A|B' },
    });
  });

  it('reads it back', () => {
    expect(inUrl({ state: { c__cause: 'A|B' } }, 'cause')).toBe('A|B');
    expect(inUrl({ state: {} }, 'cause')).toBe('');
    expect(inUrl(null, 'cause')).toBe('');
  });
});
