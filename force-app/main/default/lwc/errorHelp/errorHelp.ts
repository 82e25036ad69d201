import { ADVICE } from './advice';
import { MEANINGS } from './meanings';

/** What a code means in general, in the language of the user; empty for a code of a newer worker. */
export const meaningOf = (code: string): string => MEANINGS[code] ?? '';

/** What to do about a code, in the language of the user; the words of the record for a code of a newer worker. */
export const adviceFor = (code: string, otherwise: string): string => ADVICE[code] ?? otherwise;
