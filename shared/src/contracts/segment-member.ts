import { z } from "zod";
import { contactSchema } from "./contact.ts";
import { contactSegmentSchema } from "./segment.ts";

/** A member of a segment, with why (S3, S5); in a live segment nobody is a member by hand. */
export const segmentMemberSchema = z.object({
  contact: contactSchema,
  origin: contactSegmentSchema.shape.origin.exclude(["widget"]),
  why: contactSegmentSchema.shape.why,
  /** Null in a live segment, which has no list. */
  since: z.iso.datetime().nullable(),
});
export type SegmentMember = z.infer<typeof segmentMemberSchema>;
