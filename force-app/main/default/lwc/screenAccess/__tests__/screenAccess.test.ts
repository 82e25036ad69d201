import { accessOf } from 'c/screenAccess';

describe('c-screen-access', () => {
  it('follows the permission to create request records', () => {
    expect(accessOf({})).toBe('unknown');
    expect(accessOf({ data: { createable: true } })).toBe('act');
    expect(accessOf({ data: { createable: false } })).toBe('look');
    expect(accessOf({ error: { status: 403 } })).toBe('none');
  });
});
