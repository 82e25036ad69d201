import { mask } from '../../domain/mask.ts';
import { OPTION } from '../../mapping/order-line.ts';

const HIDDEN = '•••';

/**
 * A value of the field as it may stand in an answer, which everybody with the package's permission sets reads: what
 * belongs to a person is hidden. Who may see the order sees it there.
 */
export function maskedValue(target: string, value: string): string {
  if (value === '') return '';
  // What a customer wants engraved or written is his own.
  if (target.startsWith(OPTION)) return HIDDEN;
  const name = target.split(/[.,]/).at(-1)?.trim() ?? '';
  const { [name]: shown } = mask({ [name]: value }) as Record<string, unknown>;
  return typeof shown === 'string' ? shown : HIDDEN;
}
