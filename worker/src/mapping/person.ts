import { valueAt } from './field-row.ts';

type Source = Readonly<Record<string, unknown>>;

/** Who receives it, with telephone and e-mail. */
export const DELIVERY_PERSON = ['Order.ShipToContact', 'Order.BillToContact'] as const;
export const BILLING_PERSON = ['Order.BillToContact', 'Order.ShipToContact'] as const;

/** A text, or a number as text; empty when it is missing. */
export function textAt(source: Source, path: string): string {
  const value = valueAt(source, path);
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** Name, e-mail address, telephone and company of the first of these people, else of the account. */
export function personAt(source: Source, paths: readonly string[]) {
  const path = paths.find((candidate) => textAt(source, `${candidate}.Name`) !== '');
  const account = textAt(source, 'Order.Account.Name');
  const of = (candidates: readonly string[]): string =>
    candidates.map((one) => textAt(source, one)).find((text) => text !== '') ?? '';
  const isPerson = valueAt(source, 'Order.Account.IsPersonAccount') === true;
  const own = path === undefined ? [] : [`${path}.Phone`, `${path}.MobilePhone`];
  const personal = isPerson ? ['Order.Account.PersonMobilePhone'] : [];
  return {
    name: path === undefined ? account : textAt(source, `${path}.Name`),
    email: of([
      ...(path === undefined ? [] : [`${path}.Email`]),
      ...(isPerson ? ['Order.Account.PersonEmail'] : []),
    ]),
    phone: of([...own, 'Order.Account.Phone', ...personal]),
    company: path === undefined || isPerson ? '' : account,
  };
}
