import type { CriteriaSql } from "@tagalong/shared/criteria/sql.ts";
import { CompiledQuery, sql } from "kysely";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import type { NewRow, Row } from "../database/schema.ts";
import { statement, type Prepared } from "../database/statement.ts";
import { actorNameSql } from "../events/actor-name.ts";

export type SegmentRow = Row<"segments">;

/** Segments that are not deleted, by name. */
export function readSegments({ kysely, organizationId }: OrganizationTransaction) {
  return kysely
    .selectFrom("segments")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("deleted_at", "is", null)
    .orderBy("name")
    .execute();
}

export function findSegment({ kysely, organizationId }: OrganizationTransaction, id: number) {
  return kysely
    .selectFrom("segments")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
}

/** Undefined when another segment has the name. */
export function insertSegment(
  { kysely, organizationId }: OrganizationTransaction,
  segment: Omit<NewRow<"segments">, "organization_id">,
): Promise<SegmentRow | undefined> {
  return kysely
    .insertInto("segments")
    .values({ organization_id: organizationId, ...segment })
    .onConflict((conflict) =>
      conflict.columns(["organization_id", "name"]).where("deleted_at", "is", null).doNothing(),
    )
    .returningAll()
    .executeTakeFirst();
}

/** Locked, so that one change at a time goes through. */
export function lockSegment({ kysely, organizationId }: OrganizationTransaction, id: number) {
  return kysely
    .selectFrom("segments")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** The same, deleted or not. */
export function lockAnySegment({ kysely, organizationId }: OrganizationTransaction, id: number) {
  return kysely
    .selectFrom("segments")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

export function updateSegment(
  { kysely, organizationId }: OrganizationTransaction,
  id: number,
  change: Partial<Omit<NewRow<"segments">, "organization_id" | "updated_at">>,
): Promise<SegmentRow> {
  return kysely
    .updateTable("segments")
    .set({ ...change, updated_at: sql`now()` })
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Stored members; live segments have none. `only` one segment, or every one. */
export async function countMembers(
  { kysely, organizationId }: OrganizationTransaction,
  only?: number,
): Promise<Map<number, number>> {
  const rows = await kysely
    .selectFrom("segment_memberships")
    .select(["segment_id", (each) => each.fn.countAll<number>().as("members")])
    .where("organization_id", "=", organizationId)
    .where("state", "=", "member")
    .$if(only !== undefined, (query) => query.where("segment_id", "=", only ?? 0))
    .groupBy("segment_id")
    .execute();
  return new Map(rows.map((row) => [row.segment_id, row.members]));
}

/** A condition over the alias `contact`, its first parameter being `$<first>`. */
type Condition = (first: number) => CriteriaSql;

/** Contacts that criteria match now. */
export async function countMatching(
  { kysely, organizationId }: OrganizationTransaction,
  condition: Condition,
): Promise<number> {
  const { text, parameters } = condition(2);
  const { rows } = await kysely.executeQuery<{ members: number }>(
    CompiledQuery.raw(
      `SELECT count(*) AS members FROM contacts AS contact
       WHERE contact.organization_id = $1 AND (${text})`,
      [organizationId, ...parameters],
    ),
  );
  return rows[0]?.members ?? 0;
}

interface PageOf {
  /** The last contact of the page before. */
  after: number | undefined;
  limit: number;
}

export function readStoredMembers(
  { kysely, organizationId }: OrganizationTransaction,
  segmentId: number,
  { after = Number.MAX_SAFE_INTEGER, limit }: PageOf,
) {
  return kysely
    .selectFrom("segment_memberships as member")
    .innerJoin("contacts as contact", (join) =>
      join
        .onRef("contact.organization_id", "=", "member.organization_id")
        .onRef("contact.id", "=", "member.contact_id"),
    )
    .selectAll("contact")
    .select(["member.by_hand", "member.reason", "member.created_at as since", byWhom("member")])
    .where("member.organization_id", "=", organizationId)
    .where("member.segment_id", "=", segmentId)
    .where("member.state", "=", "member")
    .where("member.contact_id", "<", after)
    .orderBy("member.contact_id", "desc")
    .limit(limit)
    .execute();
}

export async function readMatchingContacts(
  { kysely, organizationId }: OrganizationTransaction,
  condition: Condition,
  { after = Number.MAX_SAFE_INTEGER, limit }: PageOf,
): Promise<Row<"contacts">[]> {
  const { text, parameters } = condition(4);
  const { rows } = await kysely.executeQuery<Row<"contacts">>(
    CompiledQuery.raw(
      `SELECT contact.* FROM contacts AS contact
       WHERE contact.organization_id = $1 AND contact.id < $2 AND (${text})
       ORDER BY contact.id DESC LIMIT $3`,
      [organizationId, after, limit, ...parameters],
    ),
  );
  return rows;
}

/** One contact's stored memberships of segments that are not deleted. */
export function readMembershipsOf(
  { kysely, organizationId }: OrganizationTransaction,
  contactId: number,
) {
  return kysely
    .selectFrom("segment_memberships as member")
    .select([
      "member.segment_id",
      "member.by_hand",
      "member.reason",
      "member.created_at as since",
      byWhom("member"),
    ])
    .where("member.organization_id", "=", organizationId)
    .where("member.contact_id", "=", contactId)
    .where("member.state", "=", "member")
    .execute();
}

/** The segments that a conversation's context named; undefined when it is not the contact's. */
export async function readGroupsOf(
  { kysely, organizationId }: OrganizationTransaction,
  conversationId: number,
  contactId: number,
) {
  const rows = await kysely
    .selectFrom("conversations as conversation")
    .leftJoin("conversation_groups as named", (join) =>
      join
        .onRef("named.organization_id", "=", "conversation.organization_id")
        .onRef("named.conversation_id", "=", "conversation.id"),
    )
    .select(["conversation.created_at as since", "named.segment_id", "named.trusted"])
    .where("conversation.organization_id", "=", organizationId)
    .where("conversation.id", "=", conversationId)
    .where("conversation.contact_id", "=", contactId)
    .execute();
  if (rows.length === 0) return undefined;
  return rows.flatMap(({ since, segment_id, trusted }) =>
    segment_id === null ? [] : [{ segment_id, trusted: trusted === true, since }],
  );
}

function byWhom(alias: string) {
  return sql<string | null>`${sql.raw(actorNameSql(alias))}`.as("by");
}

const membershipsOf = statement<Record<never, never>>(`
  INSERT INTO segment_memberships
    (organization_id, segment_id, contact_id, state, by_hand, source, actor_type, reason)
  SELECT $1, e.segment_id, $2, 'member', false, $4, 'system', e.reason
  FROM jsonb_to_recordset($3::jsonb) AS e (segment_id integer, reason jsonb)
  ON CONFLICT DO NOTHING`);

/** A contact's new memberships; one that exists by now, or an exclusion, is left as it is. */
export function membershipsToInsert(
  organizationId: number,
  contactId: number,
  source: string,
  rows: readonly { segment_id: number; reason: unknown }[],
): Prepared<Record<never, never>> {
  const values = [organizationId, contactId, JSON.stringify(rows), source];
  return { statement: membershipsOf, values };
}

const versionOf = statement<{ rules_version: number }>(
  "SELECT rules_version FROM organizations WHERE organization_id = $1",
);

export async function findRulesVersion(
  transaction: OrganizationTransaction,
): Promise<number | undefined> {
  const [row] = await transaction.query(versionOf, [transaction.organizationId]);
  return row?.rules_version;
}
