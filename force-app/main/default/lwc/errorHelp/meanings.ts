/* Renewed by `npm run generate`: one label for each code. */
import ORDER_HAS_NO_LINES from '@salesforce/label/c.Linnworks_Error_Order_Has_No_Lines';
import ORDER_NOT_FOUND from '@salesforce/label/c.Linnworks_Error_Order_Not_Found';
import FIELD_MISSING from '@salesforce/label/c.Linnworks_Error_Field_Missing';
import FIELD_UNREADABLE from '@salesforce/label/c.Linnworks_Error_Field_Unreadable';
import SKU_MISSING from '@salesforce/label/c.Linnworks_Error_Sku_Missing';
import LW_SKU_UNKNOWN from '@salesforce/label/c.Linnworks_Error_Lw_Sku_Unknown';
import QUANTITY_NOT_WHOLE from '@salesforce/label/c.Linnworks_Error_Quantity_Not_Whole';
import PRICE_INVALID from '@salesforce/label/c.Linnworks_Error_Price_Invalid';
import ADDRESS_MISSING from '@salesforce/label/c.Linnworks_Error_Address_Missing';
import TOWN_MISSING from '@salesforce/label/c.Linnworks_Error_Town_Missing';
import COUNTRY_MISSING from '@salesforce/label/c.Linnworks_Error_Country_Missing';
import COUNTRY_UNKNOWN from '@salesforce/label/c.Linnworks_Error_Country_Unknown';
import POSTCODE_TOO_LONG from '@salesforce/label/c.Linnworks_Error_Postcode_Too_Long';
import CURRENCY_MISSING from '@salesforce/label/c.Linnworks_Error_Currency_Missing';
import CONVERSION_RATE_MISSING from '@salesforce/label/c.Linnworks_Error_Conversion_Rate_Missing';
import TAX_RATE_INVALID from '@salesforce/label/c.Linnworks_Error_Tax_Rate_Invalid';
import LINE_KIND_UNKNOWN from '@salesforce/label/c.Linnworks_Error_Line_Kind_Unknown';
import LEFT_OUT_LINE_PRICED from '@salesforce/label/c.Linnworks_Error_Left_Out_Line_Priced';
import POSTAGE_TAX_DIFFERS from '@salesforce/label/c.Linnworks_Error_Postage_Tax_Differs';
import DISCOUNT_TOO_LARGE from '@salesforce/label/c.Linnworks_Error_Discount_Too_Large';
import PAYMENT_STATUS_UNKNOWN from '@salesforce/label/c.Linnworks_Error_Payment_Status_Unknown';
import ORDER_STATE_UNKNOWN from '@salesforce/label/c.Linnworks_Error_Order_State_Unknown';
import CUSTOMER_CONFLICT from '@salesforce/label/c.Linnworks_Error_Customer_Conflict';
import MAPPING_ROW_INVALID from '@salesforce/label/c.Linnworks_Error_Mapping_Row_Invalid';
import SETTING_INVALID from '@salesforce/label/c.Linnworks_Error_Setting_Invalid';
import LOCATION_UNKNOWN from '@salesforce/label/c.Linnworks_Error_Location_Unknown';
import SERVICE_UNKNOWN from '@salesforce/label/c.Linnworks_Error_Service_Unknown';
import PAYMENT_METHOD_UNKNOWN from '@salesforce/label/c.Linnworks_Error_Payment_Method_Unknown';
import TOTAL_DIFFERS from '@salesforce/label/c.Linnworks_Error_Total_Differs';
import ORDER_PARKED from '@salesforce/label/c.Linnworks_Error_Order_Parked';
import SERVICE_DIFFERS from '@salesforce/label/c.Linnworks_Error_Service_Differs';
import LINE_UNLINKED from '@salesforce/label/c.Linnworks_Error_Line_Unlinked';
import TOO_LATE_SHIPPED from '@salesforce/label/c.Linnworks_Error_Too_Late_Shipped';
import TOO_LATE_PICKED from '@salesforce/label/c.Linnworks_Error_Too_Late_Picked';
import TOO_LATE_LOCKED from '@salesforce/label/c.Linnworks_Error_Too_Late_Locked';
import TOO_LATE_CANCELLED from '@salesforce/label/c.Linnworks_Error_Too_Late_Cancelled';
import EDIT_NOT_TAKEN from '@salesforce/label/c.Linnworks_Error_Edit_Not_Taken';
import LW_ORDER_GONE from '@salesforce/label/c.Linnworks_Error_Lw_Order_Gone';
import IMPORT_PRODUCT_MISSING from '@salesforce/label/c.Linnworks_Error_Import_Product_Missing';
import IMPORT_PRODUCT_UNCLEAR from '@salesforce/label/c.Linnworks_Error_Import_Product_Unclear';
import IMPORT_PRICE_MISSING from '@salesforce/label/c.Linnworks_Error_Import_Price_Missing';
import IMPORT_CUSTOMER_UNCLEAR from '@salesforce/label/c.Linnworks_Error_Import_Customer_Unclear';
import IMPORT_CURRENCY_DIFFERS from '@salesforce/label/c.Linnworks_Error_Import_Currency_Differs';
import IMPORT_TOTAL_DIFFERS from '@salesforce/label/c.Linnworks_Error_Import_Total_Differs';
import STATE_CONFLICT from '@salesforce/label/c.Linnworks_Error_State_Conflict';
import RETURN_FAILED from '@salesforce/label/c.Linnworks_Error_Return_Failed';
import REFUND_FAILED from '@salesforce/label/c.Linnworks_Error_Refund_Failed';
import RETURN_NOT_ALLOWED from '@salesforce/label/c.Linnworks_Error_Return_Not_Allowed';
import RETURN_UNREADABLE from '@salesforce/label/c.Linnworks_Error_Return_Unreadable';
import RETURN_NOT_SHIPPED from '@salesforce/label/c.Linnworks_Error_Return_Not_Shipped';
import RETURN_TOO_MANY from '@salesforce/label/c.Linnworks_Error_Return_Too_Many';
import RETURN_REASON_UNKNOWN from '@salesforce/label/c.Linnworks_Error_Return_Reason_Unknown';
import RETURN_REFUSED from '@salesforce/label/c.Linnworks_Error_Return_Refused';
import STATUS_NOT_WRITABLE from '@salesforce/label/c.Linnworks_Error_Status_Not_Writable';
import LW_REFUSED from '@salesforce/label/c.Linnworks_Error_Lw_Refused';
import LW_THROTTLED from '@salesforce/label/c.Linnworks_Error_Lw_Throttled';
import LW_UNAVAILABLE from '@salesforce/label/c.Linnworks_Error_Lw_Unavailable';
import LW_NO_REPLY from '@salesforce/label/c.Linnworks_Error_Lw_No_Reply';
import LW_REPLY_UNREADABLE from '@salesforce/label/c.Linnworks_Error_Lw_Reply_Unreadable';
import LW_ACCOUNT_UNAVAILABLE from '@salesforce/label/c.Linnworks_Error_Lw_Account_Unavailable';
import LW_SESSION_REFUSED from '@salesforce/label/c.Linnworks_Error_Lw_Session_Refused';
import LW_PERMISSION_MISSING from '@salesforce/label/c.Linnworks_Error_Lw_Permission_Missing';
import LW_STOCK_UNREADABLE from '@salesforce/label/c.Linnworks_Error_Lw_Stock_Unreadable';
import PRODUCT_SKU_TWICE from '@salesforce/label/c.Linnworks_Error_Product_Sku_Twice';
import PRODUCT_MISSING from '@salesforce/label/c.Linnworks_Error_Product_Missing';
import STOCK_LIMIT_REACHED from '@salesforce/label/c.Linnworks_Error_Stock_Limit_Reached';
import SF_LOCKED from '@salesforce/label/c.Linnworks_Error_Sf_Locked';
import SF_UNAVAILABLE from '@salesforce/label/c.Linnworks_Error_Sf_Unavailable';
import SF_LIMIT_EXCEEDED from '@salesforce/label/c.Linnworks_Error_Sf_Limit_Exceeded';
import SF_SESSION_REFUSED from '@salesforce/label/c.Linnworks_Error_Sf_Session_Refused';
import SF_PERMISSION_MISSING from '@salesforce/label/c.Linnworks_Error_Sf_Permission_Missing';
import SF_REFUSED from '@salesforce/label/c.Linnworks_Error_Sf_Refused';
import STORE_IN_USE from '@salesforce/label/c.Linnworks_Error_Store_In_Use';
import STORE_NOT_AVAILABLE from '@salesforce/label/c.Linnworks_Error_Store_Not_Available';
import DEFECT from '@salesforce/label/c.Linnworks_Error_Defect';

export const MEANINGS: Readonly<Record<string, string>> = {
  ORDER_HAS_NO_LINES,
  ORDER_NOT_FOUND,
  FIELD_MISSING,
  FIELD_UNREADABLE,
  SKU_MISSING,
  LW_SKU_UNKNOWN,
  QUANTITY_NOT_WHOLE,
  PRICE_INVALID,
  ADDRESS_MISSING,
  TOWN_MISSING,
  COUNTRY_MISSING,
  COUNTRY_UNKNOWN,
  POSTCODE_TOO_LONG,
  CURRENCY_MISSING,
  CONVERSION_RATE_MISSING,
  TAX_RATE_INVALID,
  LINE_KIND_UNKNOWN,
  LEFT_OUT_LINE_PRICED,
  POSTAGE_TAX_DIFFERS,
  DISCOUNT_TOO_LARGE,
  PAYMENT_STATUS_UNKNOWN,
  ORDER_STATE_UNKNOWN,
  CUSTOMER_CONFLICT,
  MAPPING_ROW_INVALID,
  SETTING_INVALID,
  LOCATION_UNKNOWN,
  SERVICE_UNKNOWN,
  PAYMENT_METHOD_UNKNOWN,
  TOTAL_DIFFERS,
  ORDER_PARKED,
  SERVICE_DIFFERS,
  LINE_UNLINKED,
  TOO_LATE_SHIPPED,
  TOO_LATE_PICKED,
  TOO_LATE_LOCKED,
  TOO_LATE_CANCELLED,
  EDIT_NOT_TAKEN,
  LW_ORDER_GONE,
  IMPORT_PRODUCT_MISSING,
  IMPORT_PRODUCT_UNCLEAR,
  IMPORT_PRICE_MISSING,
  IMPORT_CUSTOMER_UNCLEAR,
  IMPORT_CURRENCY_DIFFERS,
  IMPORT_TOTAL_DIFFERS,
  STATE_CONFLICT,
  RETURN_FAILED,
  REFUND_FAILED,
  RETURN_NOT_ALLOWED,
  RETURN_UNREADABLE,
  RETURN_NOT_SHIPPED,
  RETURN_TOO_MANY,
  RETURN_REASON_UNKNOWN,
  RETURN_REFUSED,
  STATUS_NOT_WRITABLE,
  LW_REFUSED,
  LW_THROTTLED,
  LW_UNAVAILABLE,
  LW_NO_REPLY,
  LW_REPLY_UNREADABLE,
  LW_ACCOUNT_UNAVAILABLE,
  LW_SESSION_REFUSED,
  LW_PERMISSION_MISSING,
  LW_STOCK_UNREADABLE,
  PRODUCT_SKU_TWICE,
  PRODUCT_MISSING,
  STOCK_LIMIT_REACHED,
  SF_LOCKED,
  SF_UNAVAILABLE,
  SF_LIMIT_EXCEEDED,
  SF_SESSION_REFUSED,
  SF_PERMISSION_MISSING,
  SF_REFUSED,
  STORE_IN_USE,
  STORE_NOT_AVAILABLE,
  DEFECT,
};
