import { z } from "zod";
import { contactSchema } from "./contact.ts";

/** A row of the list of contacts (C2). `tagIds`: active assignments of active tags. */
export const contactRowSchema = contactSchema.extend({ tagIds: z.array(z.int()) });
export type ContactListRow = z.infer<typeof contactRowSchema>;

export const sortDirections = ["asc", "desc"] as const;
export type SortDirection = (typeof sortDirections)[number];

export const contactCountSchema = z.object({ count: z.int() });
