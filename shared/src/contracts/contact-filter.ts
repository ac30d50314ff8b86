import { z } from "zod";
import { storableText } from "./text.ts";

const id = z.int().positive().max(2_147_483_647);

/**
 * Which contacts a list shows (C2): all that is given has to hold. `tags` and `segments` mean "has
 * any of"; `criteria` is a tree of the criteria language, checked by the server.
 */
export const contactFilterSchema = z.strictObject({
  /** Part of a name, email, phone or company. */
  q: storableText.max(200).optional(),
  tags: z.array(id).max(100).optional(),
  segments: z.array(id).max(100).optional(),
  criteria: z.unknown().optional(),
});
export type ContactFilter = z.infer<typeof contactFilterSchema>;

/** Checked rows that one request names; it stays far below the largest body. */
const mostChecked = 5_000;

/** Rows that were unchecked after "all N matching" was checked. */
export const mostExcepted = 1_000;

/** What a bulk action is for: checked rows, or "all N matching" but for some of them (T9). */
export const contactSelectionSchema = z.union([
  z.strictObject({
    contactIds: z
      .array(z.int().positive())
      .min(1)
      .max(mostChecked, `At most ${mostChecked} contacts can be checked: choose all that match.`),
  }),
  z.strictObject({
    filter: contactFilterSchema,
    except: z
      .array(z.int().positive())
      .max(mostExcepted, `At most ${mostExcepted} contacts can be left out: filter them away.`)
      .optional(),
  }),
]);
export type ContactSelection = z.infer<typeof contactSelectionSchema>;

/**
 * What a list of contacts can be sorted by; those without a value come last either way. `name` is
 * what they are called: name, email, phone or external id, the first that is known.
 */
export const contactSorts = ["lastSeen", "firstSeen", "created", "name"] as const;
export type ContactSort = (typeof contactSorts)[number];
