import { reasonLines, reasonSchema } from "@tagalong/shared/criteria/reason.ts";
import type { EventKind } from "@tagalong/shared/events/event-kinds.ts";
import { z } from "zod";
import { describeChange } from "./describe-change.ts";

/**
 * What an event says beside its label, in plain words and with the names of that time. Data that is
 * not of the kind's form (written by another version) says nothing.
 */
export function describeEvent(kind: EventKind, data: unknown): string {
  return describers[kind]?.(data) ?? "";
}

type Describer = (data: unknown) => string;

function says<Schema extends z.ZodType>(
  schema: Schema,
  describe: (data: z.output<Schema>) => string,
): Describer {
  return (data) => {
    const read = schema.safeParse(data);
    return read.success ? describe(read.data) : "";
  };
}

const named = z.object({ name: z.string().nullable() });
const decision = z.object({ rule: z.string() });

const tag = says(z.object({ tag: z.object({ name: z.string() }) }), (data) => data.tag.name);

const merged = says(
  z.object({ from: z.array(z.string()), tag: z.object({ name: z.string() }) }),
  (data) => arrow(data.from.join(", "), data.tag.name),
);

const segment = says(
  z.object({ name: z.string(), reason: reasonSchema.nullish() }),
  ({ name, reason }) => withReason(name, reason ? reasonLines(reason) : []),
);

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const fields = z.record(z.string(), value.catch(null)).default({});

const describers: Partial<Record<EventKind, Describer>> = {
  // After a merge there are several: whose it was.
  "contact.created": says(z.object({ after: fields }), ({ after }) =>
    String(after["name"] ?? after["email"] ?? after["phone"] ?? ""),
  ),
  "contact.merged": says(
    z.object({ other: named, leftOut: z.array(named).default([]) }),
    ({ other, leftOut }) =>
      withReason(
        `with ${other.name ?? "an erased contact"}`,
        leftOut.length === 0 ? [] : [`no room for ${leftOut.map((one) => one.name).join(", ")}`],
      ),
  ),
  "contact.unmerged": says(z.object({ other: named }), ({ other }) => other.name ?? ""),
  "contact.tag_added": tag,
  "contact.tag_removed": tag,
  "contact.tag_merged": merged,
  "conversation.tag_added": tag,
  "conversation.tag_removed": tag,
  "conversation.tag_merged": merged,
  "lead.tag_added": tag,
  "lead.tag_removed": tag,
  "lead.tag_merged": merged,
  "deal.tag_added": tag,
  "deal.tag_removed": tag,
  "deal.tag_merged": merged,
  "segment.entered": segment,
  "segment.left": segment,
  "contact.updated": says(
    z.object({
      before: fields,
      after: fields,
      labels: z.record(z.string(), z.string()).default({}),
      joined: z.number().nullish(),
    }),
    ({ before, after, labels, joined }) =>
      [
        ...Object.entries(after).flatMap(([key, now]) =>
          describeChange(key, before[key] ?? null, now, labels),
        ),
        ...(joined == null ? [] : ["earlier visits joined"]),
      ].join(", "),
  ),
  "conversation.created": says(
    z.object({ channel: z.string(), topic: z.string().nullish() }),
    ({ channel, topic }) => (topic ? `${channel}, ${topic}` : channel),
  ),
  "conversation.groups_applied": says(
    z.object({
      applied: z.array(z.object({ name: z.string(), trusted: z.boolean() })),
      unknown: z.array(z.string()),
    }),
    ({ applied, unknown }) =>
      [
        ...applied.map(({ name, trusted }) => (trusted ? name : `${name} (self-declared)`)),
        ...unknown.map((name) => `${name} (unknown)`),
      ].join(", "),
  ),
  "conversation.prioritized": says(
    z.object({ from: z.string().nullish(), to: z.string(), reason: decision.nullish() }),
    ({ from, to, reason }) => withReason(arrow(from, to), reason ? [reason.rule] : []),
  ),
  "conversation.routed": says(
    z.object({
      queue: z.string().nullish(),
      team: z.string().nullish(),
      reason: decision.nullish(),
    }),
    ({ queue, team, reason }) => {
      const where = queue ?? team ?? "";
      return withReason(where, reason && reason.rule !== where ? [reason.rule] : []);
    },
  ),
  "conversation.assigned": says(
    z.object({ from: named.nullish(), to: named.nullish() }),
    ({ from, to }) => arrow(from?.name, to?.name ?? "nobody"),
  ),
  "conversation.status_changed": says(
    z.object({ from: z.string().nullish(), to: z.string() }),
    ({ from, to }) => arrow(from, to),
  ),
};

const withReason = (what: string, lines: readonly string[]) =>
  lines.length === 0 ? what : `${what}: ${lines.join("; ")}`;

const arrow = (from: string | null | undefined, to: string) => (from ? `${from} → ${to}` : to);
