import title from '@salesforce/label/c.Linnworks_Map_Title';
import tabs from '@salesforce/label/c.Linnworks_Map_Parts';
import fields from '@salesforce/label/c.Linnworks_Map_Fields';
import states from '@salesforce/label/c.Linnworks_Map_States';
import rules from '@salesforce/label/c.Linnworks_Map_Rules';

export const LABELS = {
  title,
  tabs,
  fields,
  states,
  rules,
};
