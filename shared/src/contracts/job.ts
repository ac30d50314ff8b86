import { z } from "zod";

export const jobStates = ["waiting", "running", "done", "cancelled", "failed", "undone"] as const;
export type JobState = (typeof jobStates)[number];

/** Work in the background that somebody started: a bulk change, an import, an export. */
export const jobSchema = z.object({
  id: z.int(),
  /** Grows with every change: an older one than held is dropped. */
  revision: z.int(),
  kind: z.string(),
  /** What it does, in words: "Add vip to 100,000 contacts". */
  label: z.string(),
  state: z.enum(jobStates),
  done: z.int(),
  /** Null while it is not known. */
  total: z.int().nullable(),
  /** What became of the pieces, by the kind's own words. */
  counts: z.record(z.string(), z.int()),
  /** The same as a sentence; what was done until then, should it have been cancelled. */
  result: z.string(),
  /** What it made, below the server's address. */
  links: z.array(z.object({ label: z.string(), path: z.string() })),
  /** Why it failed. */
  problem: z.string().nullable(),
  /** It stops after the piece at hand. */
  cancelling: z.boolean(),
  canCancel: z.boolean(),
  canUndo: z.boolean(),
  /** The job that this one takes back. */
  undoes: z.int().nullable(),
  dismissed: z.boolean(),
  createdBy: z.object({ type: z.enum(["agent", "api_token"]), id: z.int(), name: z.string() }),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type Job = z.infer<typeof jobSchema>;

export const isUnderWay = ({ state }: Pick<Job, "state">) =>
  state === "waiting" || state === "running";
