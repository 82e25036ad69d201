const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Monday to Friday, by the clock of the worker (UTC). Public holidays are not known. */
export const isWorkingDay = (at: Date): boolean => ![0, 6].includes(at.getUTCDay());

/** Hours of working days between two moments; zero when `to` is not later. Weekends do not count. */
export function workingHours(from: Date, to: Date): number {
  let hours = 0;
  for (let at = from.getTime(); at < to.getTime();) {
    const midnight = (Math.floor(at / DAY_MS) + 1) * DAY_MS;
    const end = Math.min(midnight, to.getTime());
    if (isWorkingDay(new Date(at))) hours += (end - at) / HOUR_MS;
    at = end;
  }
  return hours;
}

/** The moment since which so many hours of working days have passed. */
export function workingHoursBefore(now: Date, hours: number): Date {
  let left = hours * HOUR_MS;
  let at = now.getTime();
  while (left > 0) {
    const midnight = (Math.ceil(at / DAY_MS) - 1) * DAY_MS;
    const step = isWorkingDay(new Date(midnight)) ? Math.min(left, at - midnight) : 0;
    left -= step;
    at = step > 0 ? at - step : midnight;
  }
  return new Date(at);
}
