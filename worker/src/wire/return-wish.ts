import { z } from 'zod';

/** `Detail__c` of a Return request, as the screens write it. */
export const returnWishSchema = z.object({
  kind: z.enum(['Return', 'Exchange', 'Resend', 'Refund']),
  reason: z.string().trim().default(''),
  lines: z
    .array(
      z.object({
        /** `Linnworks_Order_Line__c.Key__c`. */
        lineKey: z.string().trim().min(1),
        quantity: z.number().int().min(1),
        reason: z.string().trim().optional(),
      }),
    )
    .default([]),
  /** Money to pay back, in the currency of the order. */
  amount: z.number().min(0).optional(),
});
export type ReturnWish = z.infer<typeof returnWishSchema>;

/** @returns null when it is no wish that can be read. */
export function readReturnWish(detail: string | null): ReturnWish | null {
  try {
    const parsed = returnWishSchema.safeParse(JSON.parse(detail ?? ''));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
