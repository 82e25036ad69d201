export interface Page<T> {
  readonly PageNumber: number;
  readonly EntriesPerPage: number;
  readonly TotalEntries: number;
  readonly TotalPages: number;
  readonly Data: T[];
}

/** The vendor's usual page, counted from 1. A page past the end is empty. */
export function pageOf<T>(all: readonly T[], number = 1, size = 25): Page<T> {
  const PageNumber = Math.max(1, number);
  const EntriesPerPage = Math.max(1, size);
  return {
    PageNumber,
    EntriesPerPage,
    TotalEntries: all.length,
    TotalPages: Math.ceil(all.length / EntriesPerPage),
    Data: all.slice((PageNumber - 1) * EntriesPerPage, PageNumber * EntriesPerPage),
  };
}
