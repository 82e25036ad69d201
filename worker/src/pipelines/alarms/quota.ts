import type { Budget } from '../budget-pace.ts';
import type { Condition } from './conditions.ts';

/** An alarm is kept a little beyond where it opens, so that a budget at the border is one alarm and not twenty. */
interface Border {
  /** This share is used up: there is little left, whatever the pace. */
  readonly low: number;
  /** At the pace of the last hour the rest lasts no longer. */
  readonly hoursLeft: number;
  /** Below it the pace says little: a first load asks much and ends. */
  readonly pacedFrom: number;
}

const OPENS: Border = { low: 0.9, hoursLeft: 4, pacedFrom: 0.5 };
const STAYS: Border = { low: 0.85, hoursLeft: 8, pacedFrom: 0.4 };

const KIND = 'Quota Low';
/** The budget of event deliveries; the alarm that they are used up is the same one. */
export const EVENT_BUDGET = 'Salesforce events';

/** Hours until the budget is used up; Infinity while nothing is known of its pace, or it does not grow. */
const hoursLeft = ({ used, limit, perHour = 0 }: Budget): number =>
  perHour > 0 ? Math.max(0, limit - used) / perHour : Number.POSITIVE_INFINITY;

function messageOf(budget: Budget, endsSoon: boolean): string {
  const { name, used, limit } = budget;
  const share = `${name}: ${Math.floor((100 * used) / limit)} % of ${limit} a day are used.`;
  if (!endsSoon) return share;
  const hours = Math.ceil(hoursLeft(budget));
  return `${share} At the pace of the last hour the rest ends within ${hours === 1 ? 'one hour' : `${hours} hours`}.`;
}

/**
 * Daily budgets that are nearly used up, or will be soon.
 * @param open keys of the alarms that are open.
 */
export function quotaConditions(
  budgets: readonly Budget[],
  open: ReadonlySet<string>,
): Condition[] {
  return budgets.flatMap((budget): Condition[] => {
    const { name: subject, used, limit, window } = budget;
    if (window !== 'day' || limit <= 0) return [];
    const border = open.has(`${KIND}|${subject}`) ? STAYS : OPENS;
    const share = used / limit;
    const endsSoon = share >= border.pacedFrom && hoursLeft(budget) <= border.hoursLeft;
    if (share < border.low && !endsSoon) return [];
    return [
      {
        kind: KIND,
        subject,
        severity: 'Warning',
        message: messageOf(budget, endsSoon),
        whatToDo: 'Raise the limit, or find out what else uses it.',
      },
    ];
  });
}
