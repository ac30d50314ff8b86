import { z } from "zod";
import { contactSegmentSchema } from "./segment.ts";
import { assignmentSchema } from "./tag.ts";
import { storableText } from "./text.ts";

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
  /** The merge that this entry is about, while it can be undone. */
  mergeId: z.int().nullable(),
  at: z.iso.datetime(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/** Longest text of a field and of a property's value, in UTF-16 code units. */
export const maxFieldLength = 500;

const field = storableText.max(maxFieldLength).nullable();

/**
 * A contact's fields as a person or a program writes them: null or blank empties one, what is not
 * given stays. The server stores a phone number in its international form and a country as its code.
 */
const contactFieldsSchema = z
  .strictObject({
    name: field,
    email: field,
    /** With + and the country's code; without, where the contact's country is known. */
    phone: field,
    company: field,
    /** ISO 3166 code, or the country's English name. */
    country: field,
    /** Your own id of this person. It proves who they are, so only one contact has it (C6). */
    externalId: field,
    ownerId: z.int().positive().max(2_147_483_647).nullable(),
    /** Property key → value of its kind; only the keys given are written. */
    properties: z.record(
      z.string().max(50),
      z.union(
        [z.string().max(maxFieldLength), z.number(), z.boolean(), z.null()],
        `This must be text of at most ${maxFieldLength} characters, a number, true, false or null.`,
      ),
    ),
  })
  .partial();
export type ContactFields = z.infer<typeof contactFieldsSchema>;

export const newContactSchema = contactFieldsSchema;

/** With `revision` the change is refused with 409 when the contact has another one by now. */
export const contactChangeSchema = contactFieldsSchema.extend({
  revision: z.int().positive().optional(),
});
export type ContactChange = z.infer<typeof contactChangeSchema>;

/** A contact that may be the same person, and which fields say so. */
export const duplicateSchema = z.object({
  contact: contactSchema.pick({ id: true, displayName: true, email: true, phone: true }),
  same: z.array(z.enum(["externalId", "email", "phone"])),
});
export type Duplicate = z.infer<typeof duplicateSchema>;
