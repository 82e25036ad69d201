import title from '@salesforce/label/c.Linnworks_Fulfilment_Title';
import refresh from '@salesforce/label/c.Linnworks_Refresh';
import solve from '@salesforce/label/c.Linnworks_Solve';
import openError from '@salesforce/label/c.Linnworks_Open_Error';
import lookOnly from '@salesforce/label/c.Linnworks_Look_Only';
import unknown from '@salesforce/label/c.Linnworks_Unknown_Failure';
import retry from '@salesforce/label/c.Linnworks_Retry';
import trace from '@salesforce/label/c.Linnworks_Trace';
import track from '@salesforce/label/c.Linnworks_Track_Parcel';
import failed from '@salesforce/label/c.Linnworks_Fulfilment_Failed';
import draft from '@salesforce/label/c.Linnworks_Not_Activated';
import draftText from '@salesforce/label/c.Linnworks_Not_Activated_Text';
import waiting from '@salesforce/label/c.Linnworks_Waiting_To_Be_Sent';
import waitingText from '@salesforce/label/c.Linnworks_Waiting_To_Be_Sent_Text';
import send from '@salesforce/label/c.Linnworks_Send';
import sendAgain from '@salesforce/label/c.Linnworks_Send_Again';
import sendQuestion from '@salesforce/label/c.Linnworks_Send_Question';
import sendAgainQuestion from '@salesforce/label/c.Linnworks_Send_Again_Question';
import number from '@salesforce/label/c.Linnworks_Linnworks_Number';
import splitNumber from '@salesforce/label/c.Linnworks_Split_Number';
import lines from '@salesforce/label/c.Linnworks_Lines';
import product from '@salesforce/label/c.Linnworks_Product';
import ordered from '@salesforce/label/c.Linnworks_Ordered';
import allocated from '@salesforce/label/c.Linnworks_Allocated';
import picked from '@salesforce/label/c.Linnworks_Picked';
import shipped from '@salesforce/label/c.Linnworks_Shipped';
import returned from '@salesforce/label/c.Linnworks_Returned';
import askReturn from '@salesforce/label/c.Linnworks_Ask_Return';
import history from '@salesforce/label/c.Linnworks_History';
import weight from '@salesforce/label/c.Linnworks_Weight';
import shipDate from '@salesforce/label/c.Linnworks_Ship_Date';
import added from '@salesforce/label/c.Linnworks_Added_By_Linnworks';
import parcel from '@salesforce/label/c.Linnworks_Parcel';
import warehouse from '@salesforce/label/c.Linnworks_Warehouse';
import service from '@salesforce/label/c.Linnworks_Shipping_Service';
import allocation from '@salesforce/label/c.Linnworks_Allocation';
import total from '@salesforce/label/c.Linnworks_Total';
import channel from '@salesforce/label/c.Linnworks_Channel';
import updated from '@salesforce/label/c.Linnworks_Updated';
import cancel from '@salesforce/label/c.Linnworks_Cancel_In_Warehouse';
import cancelQuestion from '@salesforce/label/c.Linnworks_Cancel_Question';
import asking from '@salesforce/label/c.Linnworks_Asking';
import stageAccepted from '@salesforce/label/c.Linnworks_Stage_Accepted';
import stageAllocated from '@salesforce/label/c.Linnworks_Stage_Allocated';
import stagePicking from '@salesforce/label/c.Linnworks_Stage_Picking';
import stagePacked from '@salesforce/label/c.Linnworks_Stage_Packed';
import stageShipped from '@salesforce/label/c.Linnworks_Stage_Shipped';
import helpReleased from '@salesforce/label/c.Linnworks_Help_Released';
import helpSent from '@salesforce/label/c.Linnworks_Help_Sent';
import helpAccepted from '@salesforce/label/c.Linnworks_Help_Accepted';
import helpOnHold from '@salesforce/label/c.Linnworks_Help_On_Hold';
import helpParked from '@salesforce/label/c.Linnworks_Help_Parked';
import helpAllocated from '@salesforce/label/c.Linnworks_Help_Allocated';
import helpPicking from '@salesforce/label/c.Linnworks_Help_Picking';
import helpPicked from '@salesforce/label/c.Linnworks_Help_Picked';
import helpPacked from '@salesforce/label/c.Linnworks_Help_Packed';
import helpPartShipped from '@salesforce/label/c.Linnworks_Help_Part_Shipped';
import helpShipped from '@salesforce/label/c.Linnworks_Help_Shipped';
import helpCancelRequested from '@salesforce/label/c.Linnworks_Help_Cancel_Requested';
import helpPartCancelled from '@salesforce/label/c.Linnworks_Help_Part_Cancelled';
import helpCancelled from '@salesforce/label/c.Linnworks_Help_Cancelled';
import helpReturnBooked from '@salesforce/label/c.Linnworks_Help_Return_Booked';
import helpPartReturned from '@salesforce/label/c.Linnworks_Help_Part_Returned';
import helpReturned from '@salesforce/label/c.Linnworks_Help_Returned';
import helpRefunded from '@salesforce/label/c.Linnworks_Help_Refunded';
import helpMerged from '@salesforce/label/c.Linnworks_Help_Merged';
import helpDeleted from '@salesforce/label/c.Linnworks_Help_Deleted';

const stages: Readonly<Record<string, string>> = {
  Accepted: stageAccepted,
  Allocated: stageAllocated,
  Picking: stagePicking,
  Packed: stagePacked,
  Shipped: stageShipped,
};

const help: Readonly<Record<string, string>> = {
  Released: helpReleased,
  Sent: helpSent,
  Accepted: helpAccepted,
  'On Hold': helpOnHold,
  Parked: helpParked,
  Allocated: helpAllocated,
  Picking: helpPicking,
  Picked: helpPicked,
  Packed: helpPacked,
  'Part Shipped': helpPartShipped,
  Shipped: helpShipped,
  'Cancel Requested': helpCancelRequested,
  'Part Cancelled': helpPartCancelled,
  Cancelled: helpCancelled,
  'Return Booked': helpReturnBooked,
  'Part Returned': helpPartReturned,
  Returned: helpReturned,
  Refunded: helpRefunded,
  Merged: helpMerged,
  Deleted: helpDeleted,
};

export const LABELS = {
  title,
  refresh,
  lookOnly,
  solve,
  openError,
  unknown,
  retry,
  trace,
  track,
  failed,
  draft,
  draftText,
  waiting,
  waitingText,
  send,
  sendAgain,
  sendQuestion,
  sendAgainQuestion,
  number,
  splitNumber,
  lines,
  product,
  ordered,
  allocated,
  picked,
  shipped,
  added,
  parcel,
  warehouse,
  service,
  allocation,
  total,
  channel,
  updated,
  cancel,
  cancelQuestion,
  asking,
  returned,
  askReturn,
  history,
  weight,
  shipDate,
  stages,
  help,
};
