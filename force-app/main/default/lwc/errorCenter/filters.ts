import { inUrl } from 'c/appPage';

export const STATUSES = ['Open', 'Retrying', 'Resolved', 'Ignored'] as const;
export const KINDS = ['Data', 'Config', 'Conflict', 'Auth', 'Throttled', 'Transient', 'Defect'];

/** What the URL says: it can be sent to a colleague. */
export interface Filters {
  readonly status: string;
  readonly cause: string;
  readonly kind: string;
  readonly search: string;
  /** The error whose details are open. */
  readonly error: string;
}
type Page = Parameters<typeof inUrl>[0];

export function filtersIn(page: Page): Filters {
  const status = inUrl(page, 'status');
  return {
    status: (STATUSES as readonly string[]).includes(status) ? status : 'Open',
    cause: inUrl(page, 'cause'),
    kind: KINDS.includes(inUrl(page, 'kind')) ? inUrl(page, 'kind') : '',
    search: inUrl(page, 'search'),
    error: inUrl(page, 'error'),
  };
}

/** Greater than every name. */
export const FROM_THE_START = 'ZZZZ';

/** Variables of the page query; `%` holds for every name, the empty pattern for none. */
export function pageVariables({ status, cause, kind, search }: Filters, before: string) {
  const words = search.replace(/[\\%_]/g, '\\$&');
  return {
    status,
    kinds: kind === '' ? KINDS : [kind],
    cause: cause === '' ? '-' : cause,
    anyCause: cause === '' ? '%' : '-',
    search: words === '' ? '%' : `%${words}%`,
    before,
  };
}

/** Which list the filters ask for: the same list stays on the screen while an error is opened and closed. */
export const listOf = ({ status, cause, kind, search }: Filters): string =>
  JSON.stringify([status, cause, kind, search]);
