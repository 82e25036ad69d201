import type { Kernel } from '../kernel.ts';
import type { Row } from '../ports.ts';
import { currencyTypeRules, datedRateRules } from './currency-rules.ts';
import { orderItemRules } from './order-item-rules.ts';
import { orderRules } from './order-rules.ts';
import { childrenOf, refuse, type ObjectRules } from './rules.ts';

const fullName = (row: Row): string =>
  [row['FirstName'], row['LastName']]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' ');

function entriesOf(kernel: Kernel, product: unknown, book: unknown): Row[] {
  return childrenOf(kernel, 'PricebookEntry', 'Product2Id', product).filter(
    (entry) => entry['Pricebook2Id'] === book,
  );
}

const priceRules: ObjectRules = {
  beforeSave({ kernel }, before, after) {
    if (before) return after;
    const { Product2Id: product, Pricebook2Id: book } = after;
    const [productRow, bookRow] = [
      kernel.store.find(String(product)),
      kernel.store.find(String(book)),
    ];
    if (entriesOf(kernel, product, book).length > 0) {
      const message = 'This price definition already exists in this price book';
      refuse('DUPLICATE_VALUE', message, ['Pricebook2Id', 'Product2Id']);
    }
    if (bookRow?.['IsStandard'] !== true) {
      const entries = childrenOf(kernel, 'PricebookEntry', 'Product2Id', product);
      const isPriced = entries.some(
        (entry) => kernel.store.find(String(entry['Pricebook2Id']))?.['IsStandard'] === true,
      );
      if (!isPriced)
        refuse(
          'STANDARD_PRICE_NOT_DEFINED',
          'Before creating a custom price, create a standard price.',
        );
    }
    return {
      ...after,
      Name: productRow?.['Name'] ?? null,
      ProductCode: productRow?.['ProductCode'] ?? null,
    };
  },
};

/** Entries show the product's name and code. */
const productRules: ObjectRules = {
  afterChange({ kernel }, product) {
    const object = kernel.schema.findObject('PricebookEntry');
    if (!object) return;
    for (const entry of childrenOf(kernel, 'PricebookEntry', 'Product2Id', product['Id'])) {
      const { Name, ProductCode } = product;
      if (entry['Name'] !== Name || entry['ProductCode'] !== ProductCode)
        kernel.store.put(object, { ...entry, Name, ProductCode });
    }
  },
};

const settingRules: ObjectRules = {
  beforeSave({ kernel, object }, _before, after) {
    const owner = after['SetupOwnerId'] ?? kernel.orgId;
    const twin = childrenOf(kernel, object.name, 'SetupOwnerId', owner).find(
      ({ Id }) => Id !== after['Id'],
    );
    if (twin)
      refuse('DUPLICATE_VALUE', `duplicate value found: SetupOwnerId duplicates value on record`);
    return { ...after, SetupOwnerId: owner };
  },
};

const RULES: Readonly<Record<string, ObjectRules>> = {
  CurrencyType: currencyTypeRules,
  DatedConversionRate: datedRateRules,
  Contact: { beforeSave: (_context, _before, after) => ({ ...after, Name: fullName(after) }) },
  Order: orderRules,
  OrderItem: orderItemRules,
  PricebookEntry: priceRules,
  Product2: productRules,
};

/** The rules of an object; empty for most. */
export function rulesOf(object: { name: string; kind: string }): ObjectRules {
  return object.kind === 'hierarchySetting' ? settingRules : (RULES[object.name] ?? {});
}
