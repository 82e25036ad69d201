import type { CheckAnswer, CheckName, CheckRow, Comparison } from '../../domain/answers.ts';

export interface Findings {
  readonly rows?: readonly CheckRow[];
  readonly comparisons?: readonly Comparison[];
  readonly figures?: Readonly<Record<string, number>>;
  readonly choices?: readonly string[];
  readonly isCut?: boolean;
}

/** An answer from what was found; rows are counted beside the check's own figures. */
export function toAnswer(check: CheckName, at: Date, found: Findings): CheckAnswer {
  const { rows = [], comparisons = [], figures = {}, choices, isCut = false } = found;
  const counted = (state: CheckRow['state']): number =>
    rows.filter((row) => row.state === state).length;
  return {
    type: 'check',
    check,
    checkedAt: at.toISOString(),
    rows,
    comparisons,
    figures: {
      ok: counted('ok'),
      warnings: counted('warn'),
      failures: counted('fail'),
      ...figures,
    },
    ...(choices === undefined ? {} : { choices }),
    ...(isCut ? { isCut } : {}),
  };
}

/** `Answer__c` takes 131,072 characters; Salesforce refuses the whole record when one is too many. */
const LONGEST = 130_000;

const sizeOf = (answer: CheckAnswer): number => JSON.stringify(answer).length;

/**
 * The answer as far as it fits into its field: comparisons give way first, from the end, then rows that are well, then
 * the other rows. What was left out is said by `isCut`; the figures still count everything.
 */
export function fitted(answer: CheckAnswer, longest = LONGEST): CheckAnswer {
  if (sizeOf(answer) <= longest) return answer;
  const fits = (part: Pick<CheckAnswer, 'rows' | 'comparisons'>): CheckAnswer | null => {
    const cut = { ...answer, ...part, isCut: true };
    return sizeOf(cut) <= longest ? cut : null;
  };
  const { rows, comparisons } = answer;
  for (let kept = comparisons.length - 1; kept >= 0; kept -= 1) {
    const cut = fits({ rows, comparisons: comparisons.slice(0, kept) });
    if (cut) return cut;
  }
  const worst = [...rows].sort((a, b) => Number(a.state === 'ok') - Number(b.state === 'ok'));
  for (let kept = worst.length >> 1; kept > 0; kept >>= 1) {
    const cut = fits({ rows: worst.slice(0, kept), comparisons: [] });
    if (cut) return cut;
  }
  return { ...answer, rows: [], comparisons: [], isCut: true };
}
