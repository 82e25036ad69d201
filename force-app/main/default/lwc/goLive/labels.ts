import ready from '@salesforce/label/c.Linnworks_Live_Ready';
import unfinished from '@salesforce/label/c.Linnworks_Live_Open';
import steps from '@salesforce/label/c.Linnworks_Live_Steps';
import goLive from '@salesforce/label/c.Linnworks_Live_Button';
import confirm from '@salesforce/label/c.Linnworks_Live_Confirm';
import confirmText from '@salesforce/label/c.Linnworks_Live_Confirm_Text';
import confirmOpen from '@salesforce/label/c.Linnworks_Live_Confirm_Open';
import live from '@salesforce/label/c.Linnworks_Live_On';
import liveText from '@salesforce/label/c.Linnworks_Live_On_Text';
import home from '@salesforce/label/c.Linnworks_Live_Home';
import observe from '@salesforce/label/c.Linnworks_Live_Observe';
import observeConfirm from '@salesforce/label/c.Linnworks_Live_Observe_Confirm';
import observeText from '@salesforce/label/c.Linnworks_Live_Observe_Text';
import locked from '@salesforce/label/c.Linnworks_Live_Locked';

export const LABELS = {
  ready,
  unfinished,
  steps,
  goLive,
  confirm,
  confirmText,
  confirmOpen,
  live,
  liveText,
  home,
  observe,
  observeConfirm,
  observeText,
  locked,
};
