/**
 * Calls back every so many seconds while somebody looks at the page. The screens ask again instead of listening to
 * events: event deliveries are few and shared by the whole org.
 * @returns a function that stops it.
 */
export function startTimer(seconds: number, callback: () => void): () => void {
  const tick = (): void => {
    if (document.visibilityState === 'visible') callback();
  };
  const timer = setInterval(tick, seconds * 1000);
  return () => clearInterval(timer);
}
