/** So many requests at a time: the browser and the org stay free for others. */
const AT_A_TIME = 5;

/** Does the step for each item, in their order, a few at a time. */
export async function inTurn<T>(
  items: readonly T[],
  step: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const next = async (): Promise<void> => {
    const item = waiting.shift();
    if (item === undefined) return undefined;
    await step(item);
    return next();
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, next));
}
