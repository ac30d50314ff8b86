import { contactSorts, type ContactSort } from "@tagalong/shared/contracts/contact-filter.ts";
import { sortDirections, type SortDirection } from "@tagalong/shared/contracts/contact-list.ts";
import { z } from "zod";

/** The order of a list of contacts; equal values are told apart by id. */
export interface ContactOrder {
  sort: ContactSort;
  direction: SortDirection;
}

/** Latest first; names from a to z. */
export function contactOrder(
  sort: ContactSort = "lastSeen",
  direction: SortDirection = sort === "name" ? "asc" : "desc",
): ContactOrder {
  return { sort, direction };
}

/** Where a page ended: microseconds, a folded name, or null among those without a value. */
export interface ContactPlace {
  value: string | number | null;
  id: number;
}

const id = z.int().positive();
const place = z.discriminatedUnion("sort", [
  z.strictObject({ sort: z.literal("name"), value: z.string().nullable(), id }),
  ...contactSorts
    .filter((sort) => sort !== "name")
    .map((sort) => z.strictObject({ sort: z.literal(sort), value: z.int().nullable(), id })),
]);

/** A cursor belongs to the order it was made in; any other is refused. */
export function contactCursorSchema({ sort, direction }: ContactOrder): z.ZodType<ContactPlace> {
  return z
    .strictObject({ direction: z.enum(sortDirections), place })
    .refine((cursor) => cursor.direction === direction && cursor.place.sort === sort)
    .transform((cursor) => cursor.place);
}

/** What `contactCursorSchema` reads. */
export function toContactCursor({ sort, direction }: ContactOrder, { value, id }: ContactPlace) {
  return { direction, place: { sort, value, id } };
}
