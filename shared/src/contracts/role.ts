import { z } from "zod";
import { permissions, roles } from "../permissions.ts";
import { storableText } from "./text.ts";
import { isVisible } from "./visible.ts";

/** Names a role: a built-in one by its word, one of the organization's own by its id. */
export const roleRefSchema = z.union([z.enum(roles), z.int().positive().max(2_147_483_647)]);
export type RoleRef = z.infer<typeof roleRefSchema>;

export const permissionListSchema = z.array(z.enum(permissions)).max(200);

export const roleSchema = z.object({
  id: roleRefSchema,
  name: z.string(),
  description: z.string(),
  /** Fixed: admin and agent. */
  builtIn: z.boolean(),
  /** With all that these imply. */
  permissions: permissionListSchema,
  /** How many agents have it, deactivated ones and invitations included. */
  agents: z.int(),
});
export type RoleEntry = z.infer<typeof roleSchema>;

/** A name that people read: something to see, at most 50 characters. */
export const shortName = storableText
  .trim()
  .max(50, "A name has at most 50 characters.")
  .refine(isVisible, { message: "A name is needed." });

/** Implied permissions need not be named; they are added. */
export const newRoleSchema = z.strictObject({
  name: shortName,
  description: storableText.max(500).default(""),
  permissions: permissionListSchema,
});
export type NewRole = z.output<typeof newRoleSchema>;

export const roleChangeSchema = z
  .strictObject({
    name: shortName,
    description: storableText.max(500),
    permissions: permissionListSchema,
  })
  .partial();
export type RoleChange = z.infer<typeof roleChangeSchema>;
