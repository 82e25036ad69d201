import { startTimer } from 'c/refreshTimer';

describe('refreshTimer', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('calls back while the page is visible and stops when told', () => {
    const callback = jest.fn();
    const stop = startTimer(10, callback);
    jest.advanceTimersByTime(20_000);
    expect(callback).toHaveBeenCalledTimes(2);
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    jest.advanceTimersByTime(20_000);
    expect(callback).toHaveBeenCalledTimes(2);
    Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
    stop();
    jest.advanceTimersByTime(20_000);
    expect(callback).toHaveBeenCalledTimes(2);
  });
});
