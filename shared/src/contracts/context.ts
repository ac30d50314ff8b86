import { z } from "zod";
import { storableText } from "./text.ts";

export const maxGroups = 50;
export const maxProperties = 100;

const short = storableText.max(500);

/**
 * What the site tells about its visitor (V5). `groups` is the wire word for segments (S7). The
 * same shape, minus `topic`, `language` and `pageUrl`, may come signed as claims of a token.
 */
export const contextSchema = z.strictObject({
  externalId: short.min(1).optional(),
  email: z.email("This is not an email address.").max(320).optional(),
  name: short.optional(),
  company: short.optional(),
  phone: short.optional(),
  /** Property key → value; checked against the organization's definitions and their writers (C1). */
  properties: z
    .record(z.string(), z.union([z.string().max(500), z.number(), z.boolean()]))
    .refine((properties) => Object.keys(properties).length <= maxProperties, {
      message: `A context holds at most ${maxProperties} properties.`,
    })
    .optional(),
  groups: z
    .array(storableText.min(1).max(100), "groups is a list of names.")
    .max(maxGroups, `A context holds at most ${maxGroups} groups.`)
    .optional(),
  topic: short.optional(),
  language: storableText.max(35).optional(),
  pageUrl: storableText.max(2_000).optional(),
});
export type Context = z.infer<typeof contextSchema>;
