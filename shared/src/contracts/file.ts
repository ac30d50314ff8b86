import { z } from "zod";

/** A file that the server keeps for a while: an export, or an import's refused rows. */
export const storedFileSchema = z.object({
  id: z.int(),
  name: z.string(),
  size: z.int(),
  /** False while it is still being written. */
  complete: z.boolean(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type StoredFile = z.infer<typeof storedFileSchema>;

/** An address below the server's that serves a file to whoever has it, for a short while. */
export const fileLinkSchema = z.object({ path: z.string(), expiresAt: z.iso.datetime() });
export type FileLink = z.infer<typeof fileLinkSchema>;
