import { z } from "zod";

/** One sign-in of an agent: a browser or a paired extension. */
export const sessionSchema = z.object({
  id: z.string(),
  /** This very request's. */
  current: z.boolean(),
  userAgent: z.string().nullable(),
  address: z.string().nullable(),
  createdAt: z.iso.datetime(),
  usedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type Session = z.infer<typeof sessionSchema>;

/** What asks to be paired by a code, shown to the agent before they approve (RFC 8628). */
export const pairingSchema = z.object({
  userCode: z.string(),
  status: z.enum(["pending", "approved", "denied"]),
  /** The asking browser's own words about itself. */
  userAgent: z.string().nullable(),
  expiresAt: z.iso.datetime(),
});
export type Pairing = z.infer<typeof pairingSchema>;
