export interface Remembered<T> {
  (): Promise<T>;
  /** Asks anew; until the answer is there, the last one holds. */
  renew(): Promise<void>;
}

/** Remembers an answer for a while; a failed question is asked again at once. */
export function remembered<T>(
  now: () => Date,
  forMs: number,
  ask: () => Promise<T>,
): Remembered<T> {
  let answer: Promise<T> | undefined;
  let askedAt = 0;
  const read = (): Promise<T> => {
    const time = now().getTime();
    if (answer === undefined || time - askedAt > forMs) {
      askedAt = time;
      const asked = ask();
      answer = asked;
      asked.catch(() => {
        if (answer === asked) answer = undefined;
      });
    }
    return answer;
  };
  const renew = async (): Promise<void> => {
    if (answer === undefined) return void (await read());
    const time = now().getTime();
    const fresh = await ask();
    askedAt = time;
    answer = Promise.resolve(fresh);
  };
  return Object.assign(read, { renew });
}
