import type { Story } from './story.ts';
import { WAY_THROUGH_THE_WAREHOUSE } from './way-through-the-warehouse.ts';

/** Every story, by topic; add a file for a topic of its own. */
export const ALL_STORIES: readonly Story[] = [...WAY_THROUGH_THE_WAREHOUSE];
