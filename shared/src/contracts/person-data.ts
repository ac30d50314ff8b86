import { z } from "zod";
import type { Permission } from "../permissions.ts";
import { contactSchema } from "./contact.ts";

const entry = z.record(z.string(), z.unknown());

/**
 * Everything stored about a person (C6), for whom it is about. What is in an entry follows what is
 * stored; numbers and names of agents who acted stand beside it.
 */
export const personDataSchema = z.object({
  exportedAt: z.iso.datetime(),
  organization: z.string(),
  contact: contactSchema,
  /** What the custom properties are called; of deleted ones too, whose values are still there. */
  properties: z.record(z.string(), z.string()),
  /** Other verified external ids that lead here, since contacts were merged. */
  alsoKnownAs: z.array(z.string()),
  tags: z.array(entry),
  segments: z.array(entry),
  /** Browsers that wrote as this person. */
  browsers: z.array(entry),
  /** Contacts that were merged into this one, with what they were. */
  merges: z.array(entry),
  leads: z.array(entry),
  deals: z.array(entry),
  /** With their messages, tags and groups. */
  conversations: z.array(entry),
  /** All that happened, tags that came and went too. */
  events: z.array(entry),
});
export type PersonData = z.infer<typeof personDataSchema>;

/**
 * What it takes to be given a person's data: everything is told or nothing, since a file that leaves
 * something out would be taken for the whole.
 */
export const toGiveData: readonly Permission[] = [
  "manage contacts",
  "view tags",
  "view crm segments",
  "view conversations",
  "view leads",
  "view deals",
];
