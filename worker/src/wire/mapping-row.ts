import { z } from 'zod';

const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() ?? '');
const number = z
  .number()
  .nullish()
  .transform((value) => value ?? null);

/** A row of `Linnworks_Mapping__c`, as the query gives it; blank texts are empty. */
export const mappingRowSchema = z.looseObject({
  Id: z.string(),
  Name: z.string(),
  Kind__c: text,
  Source_Object__c: text,
  Source__c: text,
  Target__c: text,
  Conversion__c: text,
  Default__c: text,
  Is_Required__c: z.boolean(),
  Priority__c: number,
  Problem__c: text,
  When_Country__c: text,
  When_Min_Value__c: number,
  When_Max_Value__c: number,
  When_Min_Weight__c: number,
  When_Max_Weight__c: number,
});
export type MappingRow = z.infer<typeof mappingRowSchema>;

export const MAPPING_ROW_FIELDS: readonly string[] = Object.keys(mappingRowSchema.shape);
