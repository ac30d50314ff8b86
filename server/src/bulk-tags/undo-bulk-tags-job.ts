import { tagSources, type TagSource } from "@tagalong/shared/tags/tag-sources.ts";
import { z } from "zod";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { declareJob } from "../jobs/declare-job.ts";
import type { ChangeHints } from "../services.ts";
import { sentence } from "./bulk-tags-words.ts";
import { decideTagging } from "./decide-tagging.ts";
import { hintContacts } from "./hint-contacts.ts";
import { readJobEvents, readStanding, type JobEvent } from "./queries/job-events.ts";
import { lockListedContacts } from "./queries/selected-contacts.ts";
import { retagGroup, type Tagging } from "./queries/tag-together.ts";
import { holdTags, readTagBounds } from "./queries/tags-at-work.ts";

const atOnce = 2_000;
const sources = Object.keys(tagSources) as [TagSource, ...TagSource[]];

/**
 * Takes back exactly what one job did and nobody has changed since: what it added goes, what it took
 * off comes back with its source, date and who, unless the contact is full by now.
 */
export const undoBulkTagsJob = declareJob({
  kind: "undo_bulk_tags",
  permission: "tag contacts",
  payload: z.strictObject({ job: z.int(), source: z.enum(sources) }),
  /** The last event that was looked at. */
  cursor: z.int(),
  async step({ publisher }, transaction, { id: jobId, payload, cursor, startedBy }) {
    const events = await readJobEvents(transaction, payload.job, cursor ?? 0, atOnce);
    const tagging = { source: payload.source, actor: startedBy.actor, jobId };
    const counts = await takeBack(transaction, publisher, events, tagging);
    return {
      cursor: events.at(-1)?.id ?? cursor ?? 0,
      done: events.length,
      counts,
      finished: events.length < atOnce,
    };
  },
  result: ({ counts }) =>
    sentence([
      [counts.takenBack, "Taken back #"],
      [counts.atLimit, "at limit #"],
      [counts.changedSince, "changed since #"],
    ]),
});

type Changes = { add: number[]; remove: number[]; events: number[] };

async function takeBack(
  transaction: OrganizationTransaction,
  hints: ChangeHints,
  events: readonly JobEvent[],
  tagging: Tagging,
): Promise<Record<"takenBack" | "atLimit" | "changedSince", number>> {
  const contactIds = [...new Set(events.map((event) => event.contact_id))];
  const contacts = await lockListedContacts(transaction, contactIds);
  const tags = await holdTags(transaction, [...new Set(events.map((event) => event.tag_id))]);
  const standing = await readStanding(
    transaction,
    events.map(({ id }) => id),
  );
  const { limit, deleted } = await readTagBounds(transaction);
  const wanted = new Map(contacts.map(({ id }): [number, Changes] => [id, emptyChanges()]));
  for (const { id, contact_id, tag_id, added } of events) {
    const changes = wanted.get(contact_id);
    const tag = tags.get(tag_id);
    // Where a deleted tag was used is history and stays (T5).
    if (!changes || !tag || tag.deleted_at || !standing.has(id)) continue;
    if (!added && tag.scope === "conversation") continue;
    (added ? changes.remove : changes.add).push(tag_id);
    changes.events.push(id);
  }
  const groups = new Map<string, Changes & { contactIds: number[] }>();
  let [takenBack, atLimit] = [0, 0];
  for (const { id, tag_ids } of contacts) {
    const changes = wanted.get(id) ?? emptyChanges();
    const isDeleted = (tagId: number) => deleted.has(tagId);
    const decided = decideTagging(tag_ids, { ...changes, limit, isDeleted });
    const { add, remove } = decided;
    takenBack += add.length + remove.length;
    atLimit += decided.atLimit;
    if (add.length + remove.length === 0) continue;
    const key = `${add.join()}|${remove.join()}`;
    const group = groups.get(key) ?? { add, remove, contactIds: [], events: [] };
    group.contactIds.push(id);
    group.events.push(...changes.events);
    groups.set(key, group);
  }
  const changed = await Promise.all(
    [...groups.values()].map((group) => retagGroup(transaction, group, tagging, group.events)),
  );
  hintContacts(transaction, hints, changed.flat());
  return { takenBack, atLimit, changedSince: events.length - takenBack - atLimit };
}

const emptyChanges = (): Changes => ({ add: [], remove: [], events: [] });
