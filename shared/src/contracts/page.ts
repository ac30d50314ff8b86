import { z } from "zod";

/** A keyset page: pass `nextCursor` back as `cursor`; null means the end. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
