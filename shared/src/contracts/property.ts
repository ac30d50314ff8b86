import { z } from "zod";
import { propertySchema } from "./contact.ts";
import { criteriaUserSchema } from "./criteria-user.ts";
import { storableText } from "./text.ts";

/** What one organization may define (C1). Labels and choices in characters. */
export const propertyLimits = { properties: 250, choices: 100, label: 60, choice: 100 } as const;

/** As in the database: fixed once the property exists. */
export const propertyKeyPattern = /^[a-z][a-z0-9_]{0,49}$/;

const label = storableText.max(200);
const choices = z.array(storableText.max(200)).max(1_000);
const writers = propertySchema.shape.writers.max(20);

/** Without `key` it is made from the label. `choices` for kind "choice", which needs one. */
export const newPropertySchema = z.strictObject({
  label,
  key: z
    .string()
    .regex(propertyKeyPattern, "A key has small letters, digits and _, and begins with a letter.")
    .optional(),
  kind: propertySchema.shape.kind,
  choices: choices.default([]),
  writers: writers.default(["agent", "api"]),
});
export type NewProperty = z.input<typeof newPropertySchema>;

/** What editing changes: what is given. The kind only while nothing has a value of it. */
export const propertyChangeSchema = z
  .strictObject({ label, kind: propertySchema.shape.kind, choices, writers })
  .partial();
export type PropertyChange = z.infer<typeof propertyChangeSchema>;

/** Every key there is, in the order wanted. */
export const propertyOrderSchema = z.strictObject({
  keys: z.array(z.string().max(50)).max(propertyLimits.properties),
});

/** A property as its settings show it. A deleted one's values stay, and come back with it. */
export const managedPropertySchema = propertySchema.extend({
  deletedAt: z.iso.datetime().nullable(),
});
export type ManagedProperty = z.infer<typeof managedPropertySchema>;

/** Where a property is used: how many contacts have a value, and which rules name it. */
export const propertyUseSchema = z.object({
  contacts: z.int(),
  /** By choice, those that are no longer offered too. */
  choices: z.array(z.object({ choice: z.string(), offered: z.boolean(), contacts: z.int() })),
  usedBy: z.array(criteriaUserSchema),
});
export type PropertyUse = z.infer<typeof propertyUseSchema>;
