import { z } from "zod";
import { roleRefSchema, shortName } from "./role.ts";
import { storableText } from "./text.ts";

const title = storableText.trim().max(50);
const capacity = z.int().min(0).max(1_000);
/** As sign-in compares it: in lower case. */
const email = z.email("This is no email address.").max(200).toLowerCase();

/** Somebody of the team as its settings show them. */
export const agentSchema = z.object({
  id: z.int(),
  name: z.string(),
  email: z.string(),
  /** Shown beside the name; grants nothing. */
  title: z.string(),
  role: roleRefSchema,
  roleName: z.string(),
  /** How many conversations at a time. */
  capacity: z.int(),
  createdAt: z.iso.datetime(),
  deactivatedAt: z.iso.datetime().nullable(),
});
export type Agent = z.infer<typeof agentSchema>;

/** What is given changes. `active: false` ends every sign-in of theirs at once. */
export const agentChangeSchema = z
  .strictObject({ name: shortName, title, capacity, role: roleRefSchema, active: z.boolean() })
  .partial();
export type AgentChange = z.infer<typeof agentChangeSchema>;

export const invitationSchema = z.object({
  id: z.int(),
  email: z.string(),
  name: z.string(),
  title: z.string(),
  role: roleRefSchema,
  roleName: z.string(),
  invitedBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type Invitation = z.infer<typeof invitationSchema>;

/** An email that is invited already gets a new link; the old one ends. */
export const newInvitationSchema = z.strictObject({
  email,
  name: storableText.trim().max(50).default(""),
  title: title.default(""),
  role: roleRefSchema.default("agent"),
});
export type NewInvitation = z.output<typeof newInvitationSchema>;

/** `token` is answered this once; the link to hand over is `/admin/join#<token>`. */
export const createdInvitationSchema = invitationSchema.extend({ token: z.string() });
export type CreatedInvitation = z.infer<typeof createdInvitationSchema>;

const invitationToken = z.string().max(200);

export const findInvitationSchema = z.strictObject({ token: invitationToken });

/** What an invited person sees before they join. */
export const foundInvitationSchema = z.object({
  organization: z.string(),
  email: z.string(),
  name: z.string(),
  roleName: z.string(),
  expiresAt: z.iso.datetime(),
});
export type FoundInvitation = z.infer<typeof foundInvitationSchema>;

export const minPasswordLength = 10;

export const acceptInvitationSchema = z.strictObject({
  token: invitationToken,
  name: shortName,
  password: z
    .string()
    .min(minPasswordLength, `A password has at least ${minPasswordLength} characters.`)
    .max(128, "A password has at most 128 characters."),
});
export type AcceptInvitation = z.infer<typeof acceptInvitationSchema>;

/** Who joined; they sign in with this email and their password. */
export const joinedSchema = z.object({ email: z.string() });
