import { z } from "zod";
import { permissionListSchema, shortName } from "./role.ts";

export const apiTokenStatuses = ["active", "expired", "revoked"] as const;

/** An API token as it is listed: never its secret. */
export const apiTokenSchema = z.object({
  id: z.int(),
  name: z.string(),
  /** The secret's last characters. */
  hint: z.string(),
  permissions: permissionListSchema,
  status: z.enum(apiTokenStatuses),
  createdAt: z.iso.datetime(),
  /** The agent who created it. */
  createdBy: z.string().nullable(),
  /** To the minute. */
  lastUsedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});
export type ApiToken = z.infer<typeof apiTokenSchema>;

/** Implied permissions need not be named; they are added. */
export const newApiTokenSchema = z.strictObject({
  name: shortName,
  permissions: permissionListSchema.min(1, "A token needs a permission."),
  /** When it ends by itself; null: never. */
  expiresAt: z.iso.datetime({ offset: true }).nullable().default(null),
});
export type NewApiToken = z.output<typeof newApiTokenSchema>;

/** `token` is answered this once and stored nowhere. */
export const createdApiTokenSchema = apiTokenSchema.extend({ token: z.string() });
export type CreatedApiToken = z.infer<typeof createdApiTokenSchema>;
