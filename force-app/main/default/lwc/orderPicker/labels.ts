import search from '@salesforce/label/c.Linnworks_Order_Search';
import choose from '@salesforce/label/c.Linnworks_Order_Choose';
import newest from '@salesforce/label/c.Linnworks_Order_Newest';
import failed from '@salesforce/label/c.Linnworks_Orders_Unreadable';

export const LABELS = {
  search,
  choose,
  newest,
  failed,
};
