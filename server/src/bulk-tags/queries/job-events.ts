import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";

/** One change that a job made. */
export interface JobEvent {
  id: number;
  contact_id: number;
  tag_id: number;
  added: boolean;
}

const page = statement<JobEvent>(`
  SELECT id, contact_id, (data->'tag'->>'id')::integer AS tag_id,
    kind = 'contact.tag_added' AS added
  FROM events WHERE organization_id = $1 AND job_id = $2 AND id > $3 AND contact_id IS NOT NULL
  ORDER BY id LIMIT $4`);

// An assignment was made with its event and is as old to the microsecond. A removal is the last
// word about its tag while nobody has given it to the contact again, or taken it off again.
const standing = statement<{ id: number }>(`
  SELECT event.id FROM events AS event
  WHERE event.organization_id = $1 AND event.id = ANY ($2::bigint[]) AND CASE event.kind
    WHEN 'contact.tag_added' THEN EXISTS (
      SELECT FROM tag_assignments AS made
      WHERE made.organization_id = event.organization_id AND made.contact_id = event.contact_id
        AND made.tag_id = (event.data->'tag'->>'id')::integer AND made.created_at = event.created_at)
    ELSE NOT EXISTS (
      SELECT FROM events AS later
      WHERE later.organization_id = event.organization_id AND later.contact_id = event.contact_id
        AND later.id > event.id AND later.data->'tag'->>'id' = event.data->'tag'->>'id'
        AND later.kind IN ('contact.tag_added', 'contact.tag_removed', 'contact.tag_merged'))
  END`);

/** In the order in which the job did them. */
export async function readJobEvents(
  transaction: OrganizationTransaction,
  jobId: number,
  after: number,
  limit: number,
): Promise<JobEvent[]> {
  return await transaction.query(page, [transaction.organizationId, jobId, after, limit]);
}

/** Those that still stand: nobody has changed the same since. */
export async function readStanding(
  transaction: OrganizationTransaction,
  eventIds: readonly number[],
): Promise<Set<number>> {
  const rows = await transaction.query(standing, [transaction.organizationId, eventIds]);
  return new Set(rows.map(({ id }) => id));
}
