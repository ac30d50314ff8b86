import type { TimelineEntry } from "@tagalong/shared/contracts/contact.ts";
import { eventKinds } from "@tagalong/shared/events/event-kinds.ts";
import { tagSources } from "@tagalong/shared/tags/tag-sources.ts";
import { z } from "zod";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { hiddenEvents } from "../events/event-rights.ts";
import { readCursor, toPage } from "../http/cursor.ts";
import { defaultPageSize } from "../http/params.ts";
import type { Services } from "../services.ts";
import { describeEvent } from "./describe-event.ts";
import { readTimeline, type TimelineRow } from "./queries/timeline.ts";
import { readContact } from "./read-contact.ts";

const placeSchema = z.int().positive();

/** What happened to a contact (C3), latest first: tags, segments, conversations, changed fields. */
export async function listTimeline(
  { database }: Pick<Services, "database">,
  { organizationId, permissions }: Pick<Principal, "organizationId" | "permissions">,
  contactId: number,
  { cursor, limit = defaultPageSize }: { cursor?: string | undefined; limit?: number | undefined },
): Promise<{ items: TimelineEntry[]; nextCursor: string | null }> {
  const before = readCursor(cursor, placeSchema);
  const [, rows] = await inOrganization(database, organizationId, (transaction) =>
    Promise.all([
      readContact(transaction, contactId),
      readTimeline(transaction, contactId, {
        before,
        limit: limit + 1,
        hidden: hiddenEvents(permissions),
      }),
    ]),
  );
  return toPage(
    rows,
    limit,
    (row) => row.id,
    (row) => toEntry(row, permissions),
  );
}

/** What is not a tag's source: how the change came about. */
const otherSources: Record<string, string> = {
  signed_context: "Widget context, signed",
  unsigned_context: "Widget context",
  on_conversation: "On conversation",
  by_hand: "By hand",
};
const sourceLabels: Record<string, string> = { ...tagSources, ...otherSources };

function toEntry(row: TimelineRow, permissions: Principal["permissions"]): TimelineEntry {
  const { id, kind, source } = row;
  return {
    id,
    kind,
    label: eventKinds[kind] ?? kind,
    detail: describeEvent(kind, permissions.has("view tags") ? row.data : withoutTags(row.data)),
    by: row.actor_type === "visitor" ? "Visitor" : row.by,
    source: source === null ? null : (sourceLabels[source] ?? source),
    conversationId: permissions.has("view conversations") ? row.conversation_id : null,
    mergeId: row.merge_id,
    at: row.created_at.toISOString(),
  };
}

/** Tags that found no room in a merge, and the conditions on tags that a segment was entered by. */
function withoutTags(data: unknown): unknown {
  if (typeof data !== "object" || data === null) return data;
  return { ...data, leftOut: [], reason: null };
}
