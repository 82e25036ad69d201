import { AFTER_THE_SALE } from './after-the-sale.ts';
import { BAD_LUCK } from './bad-luck.ts';
import { FACTS_OF_THE_WAREHOUSE } from './facts-of-the-warehouse.ts';
import { SOLD_ELSEWHERE } from './sold-elsewhere.ts';
import { SPLIT_AND_MERGE } from './split-and-merge.ts';
import { CANCELLED_IN_SALESFORCE } from './cancelled-in-salesforce.ts';
import type { Story } from './story.ts';
import { WAREHOUSE_DECIDES } from './warehouse-decides.ts';
import { WAY_THROUGH_THE_WAREHOUSE } from './way-through-the-warehouse.ts';

/** Every story, by topic; add a file for a topic of its own. */
export const ALL_STORIES: readonly Story[] = [
  ...WAY_THROUGH_THE_WAREHOUSE,
  ...SPLIT_AND_MERGE,
  ...WAREHOUSE_DECIDES,
  ...CANCELLED_IN_SALESFORCE,
  ...BAD_LUCK,
  ...AFTER_THE_SALE,
  ...SOLD_ELSEWHERE,
  ...FACTS_OF_THE_WAREHOUSE,
];
