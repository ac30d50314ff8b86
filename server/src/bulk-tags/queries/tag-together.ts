import type { TagSource } from "@tagalong/shared/tags/tag-sources.ts";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import type { ActorType } from "../../database/schema.ts";
import { statement } from "../../database/statement.ts";

export interface Tagging {
  source: TagSource;
  actor: { type: ActorType; id: number };
  /** The job that does it: by its events it can be taken back. */
  jobId: number | null;
}

/** Contacts to whom the same happens. */
export interface TaggedGroup {
  contactIds: readonly number[];
  add: readonly number[];
  remove: readonly number[];
}

/** The same for many at once: assignments, the contacts' lists of ids, and history. */
const tagTogether = (added: string) => `
  WITH removed AS (
    DELETE FROM tag_assignments
    WHERE organization_id = $1 AND contact_id = ANY ($2::bigint[]) AND tag_id = ANY ($4::integer[])
    RETURNING *
  ), added AS (
    INSERT INTO tag_assignments (organization_id, contact_id, tag_id, source, actor_type, actor_id, created_at)
    ${added}
    RETURNING contact_id, tag_id
  ), told AS (
    INSERT INTO events (organization_id, kind, subject_type, subject_id, contact_id, actor_type,
      actor_id, source, job_id, data)
    SELECT $1, change.kind, 'contact', change.contact_id::text, change.contact_id, $6, $7, $5, $8,
      jsonb_build_object('tag', jsonb_build_object('id', tag.id, 'name', tag.name), 'job', $8::integer)
        || change.was
    FROM (
      SELECT 'contact.tag_removed' AS kind, contact_id, tag_id, jsonb_build_object('was',
        jsonb_build_object('source', source, 'actor_type', actor_type, 'actor_id', actor_id,
          'created_at', created_at)) AS was
      FROM removed
      UNION ALL SELECT 'contact.tag_added', contact_id, tag_id, '{}' FROM added
    ) AS change
    JOIN tags AS tag ON tag.organization_id = $1 AND tag.id = change.tag_id
    ORDER BY change.contact_id
  )
  UPDATE contacts SET revision = revision + 1,
    tag_ids = CASE WHEN $4::integer[] = '{}' THEN tag_ids ELSE ARRAY(
      SELECT each.id FROM unnest(tag_ids) WITH ORDINALITY AS each (id, place)
      WHERE each.id <> ALL ($4::integer[]) ORDER BY place) END || $3::integer[]
  WHERE organization_id = $1 AND id = ANY ($2::bigint[])
  RETURNING id, revision`;

type Changed = { id: number; revision: number };

const tagAnew = statement<Changed>(
  tagTogether(`SELECT $1, contact_id, tag_id, $5, $6, $7, now()
    FROM unnest($2::bigint[]) AS contact_id, unnest($3::integer[]) AS tag_id`),
);

/** As they were before the events that tell of their removal. */
const tagAgain = statement<Changed>(
  tagTogether(`SELECT $1, event.contact_id, tag_id, was.source, was.actor_type, was.actor_id, was.created_at
    FROM events AS event, unnest($3::integer[]) AS tag_id,
      jsonb_to_record(event.data->'was') AS was
        (source text, actor_type text, actor_id text, created_at timestamptz)
    WHERE event.organization_id = $1 AND event.id = ANY ($9::bigint[])
      AND event.contact_id = ANY ($2::bigint[])
      AND (event.data->'tag'->>'id')::integer = tag_id`),
);

function values(organizationId: number, group: TaggedGroup, { source, actor, jobId }: Tagging) {
  const { contactIds, add, remove } = group;
  const by = [actor.type, String(actor.id)];
  return [organizationId, contactIds, add, remove, source, ...by, jobId];
}

/** Of locked contacts that lack what is added and have what is removed. */
export async function tagGroup(
  transaction: OrganizationTransaction,
  group: TaggedGroup,
  tagging: Tagging,
): Promise<Changed[]> {
  return await transaction.query(tagAnew, values(transaction.organizationId, group, tagging));
}

/** The same, but what is added comes back as it was before these events. */
export async function retagGroup(
  transaction: OrganizationTransaction,
  group: TaggedGroup,
  tagging: Tagging,
  eventIds: readonly number[],
): Promise<Changed[]> {
  const again = [...values(transaction.organizationId, group, tagging), eventIds];
  return await transaction.query(tagAgain, again);
}
