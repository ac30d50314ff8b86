import { z } from "zod";
import { permissions, roles } from "../permissions.ts";

/** Who is signed in, and what the interface may offer. */
export const meSchema = z.object({
  agent: z.object({ id: z.int(), name: z.string(), email: z.string(), role: z.enum(roles) }),
  organization: z.object({
    id: z.int(),
    name: z.string(),
    tagNames: z.enum(["slug", "as_typed"]),
    maxTagsPerRecord: z.int().nullable(),
    /** How many contacts are exported at once (C4). */
    exportLimit: z.int(),
  }),
  permissions: z.array(z.enum(permissions)),
});
export type Me = z.infer<typeof meSchema>;

export const teammateSchema = z.object({ id: z.int(), name: z.string(), role: z.enum(roles) });
export type Teammate = z.infer<typeof teammateSchema>;

export const queueSchema = z.object({
  id: z.int(),
  name: z.string(),
  fallback: z.boolean(),
  open: z.int(),
});
export type Queue = z.infer<typeof queueSchema>;
