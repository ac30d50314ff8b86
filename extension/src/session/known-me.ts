import { meSchema } from "@tagalong/shared/contracts/me.ts";
import { permissions } from "@tagalong/shared/permissions.ts";
import { z } from "zod";

/** Who is signed in, without permissions that only a newer server knows: nothing here asks for them. */
export const knownMeSchema = meSchema.extend({
  permissions: z
    .array(z.string())
    .transform((held) => permissions.filter((permission) => held.includes(permission))),
});
