import todo from '@salesforce/label/c.Linnworks_Check_To_Do';
import openRecord from '@salesforce/label/c.Linnworks_Check_Open_Record';
import cut from '@salesforce/label/c.Linnworks_Check_Cut';
import more from '@salesforce/label/c.Linnworks_Check_Show_All';
import less from '@salesforce/label/c.Linnworks_Check_Show_Less';
import good from '@salesforce/label/c.Linnworks_Check_Good';
import ok from '@salesforce/label/c.Linnworks_Check_Ok';
import warn from '@salesforce/label/c.Linnworks_Check_Warn';
import fail from '@salesforce/label/c.Linnworks_Check_Fail';
import hidden from '@salesforce/label/c.Linnworks_Check_Hidden';
import sides from '@salesforce/label/c.Linnworks_Check_Sides';
import details from '@salesforce/label/c.Linnworks_Check_Details';

export const LABELS = {
  todo,
  openRecord,
  cut,
  more,
  less,
  good,
  ok,
  warn,
  fail,
  hidden,
  sides,
  details,
};
