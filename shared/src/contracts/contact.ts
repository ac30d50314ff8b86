import { z } from "zod";
import { contactSegmentSchema } from "./segment.ts";
import { assignmentSchema } from "./tag.ts";

export const propertyKinds = ["text", "number", "boolean", "date", "choice"] as const;
export const propertyWriters = ["agent", "api", "signed_context", "unsigned_context"] as const;

/** A typed property of the organization's contacts (C1). `choices` only for kind "choice". */
export const propertySchema = z.object({
  key: z.string(),
  label: z.string(),
  kind: z.enum(propertyKinds),
  choices: z.array(z.string()),
  writers: z.array(z.enum(propertyWriters)),
});
export type PropertyDefinition = z.infer<typeof propertySchema>;

export const contactSchema = z.object({
  id: z.int(),
  /** What they are called where they have to be called something: name, email, … or "Visitor 40". */
  displayName: z.string(),
  externalId: z.string().nullable(),
  email: z.string().nullable(),
  name: z.string().nullable(),
  company: z.string().nullable(),
  phone: z.string().nullable(),
  country: z.string().nullable(),
  ownerId: z.int().nullable(),
  verified: z.boolean(),
  properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  revision: z.int(),
  createdAt: z.iso.datetime(),
  firstSeenAt: z.iso.datetime().nullable(),
  lastSeenAt: z.iso.datetime().nullable(),
});
export type Contact = z.infer<typeof contactSchema>;

/** C3. With `?conversation=<id>` the segments include that conversation's context groups. */
export const contactDetailSchema = contactSchema.extend({
  assignments: z.array(assignmentSchema),
  segments: z.array(contactSegmentSchema),
});
export type ContactDetail = z.infer<typeof contactDetailSchema>;

export const timelineEntrySchema = z.object({
  id: z.int(),
  kind: z.string(),
  label: z.string(),
  detail: z.string(),
  by: z.string().nullable(),
  source: z.string().nullable(),
  conversationId: z.int().nullable(),
  at: z.iso.datetime(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;
