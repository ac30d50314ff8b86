import { z } from "zod";

const digits = z.string().regex(/^[1-9]\d{0,14}$/);

/** An id in a path. What cannot be an id is an id that nothing has: 404 (router.ts). */
export const idText = digits.transform(Number);
export const idParam = z.object({ id: idText });

const smallId = idText.refine((id) => id <= 2_147_483_647);

/** Tags, segments and agents are numbered with 32 bits. */
export const smallIdParam = z.object({ id: smallId });
export const taggedParam = z.object({ id: idText, tag_id: smallId });

/** A number in a query. */
export const smallIdQuery = smallId.optional();

export const defaultPageSize = 50;
export const maxPageSize = 200;

export const pageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z
    .string()
    .regex(/^\d{1,15}$/, "limit is a whole number.")
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= maxPageSize, `limit is from 1 to ${maxPageSize}.`)
    .optional(),
});
