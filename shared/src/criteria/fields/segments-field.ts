import type { CriteriaContext } from "../context.ts";
import type { Field, Reading, SqlWorld } from "../field.ts";
import type { SqlSet } from "../operator.ts";
import { joinSql, parameter, sql } from "../sql-part.ts";
import type { SqlPart } from "../sql-part.ts";

/**
 * The contact's segments: stored memberships, live segments by their criteria, and, where a
 * conversation is in view, the segments its context named if the segment accepts that trust
 * ("meaning" 6). Deleted segments have no members ("meaning" 5).
 */
export const segmentsField: Field = {
  id: "contact.segments",
  label: "Segments",
  kind: "set",
  subject: "contact",
  reference: "segments",
  read: (reading) => ({
    has: (id) => {
      const { context, facts } = reading;
      if (context.deletedSegments.has(id)) return false;
      if (namedByContext(reading).some((one) => one.segment === id)) return true;
      return context.liveSegments.has(id) ? reading.live(id) : facts.contact.segments.includes(id);
    },
    isEmpty: () => {
      const { context } = reading;
      if (held(reading).length > 0) return false;
      const live = [...context.liveSegments.keys()];
      return !live.some((id) => !context.deletedSegments.has(id) && reading.live(id));
    },
  }),
  sql: (world) => segmentsSql(world),
  held,
  // Who is in a live segment holds no id of it.
  indexable: (ids, { liveSegments }) => !ids.some((id) => liveSegments.has(Number(id))),
};

function held(reading: Reading): number[] {
  const { context, facts } = reading;
  const stored = facts.contact.segments.filter((id) => !context.liveSegments.has(id));
  const named = namedByContext(reading).map((one) => one.segment);
  return [...stored, ...named].filter((id) => !context.deletedSegments.has(id));
}

function namedByContext({ context, facts }: Reading) {
  if (context.subject !== "conversation" || !facts.conversation) return [];
  return facts.conversation.contextSegments.filter(
    (one) => one.trusted || acceptsUnsigned(one.segment, context),
  );
}

function acceptsUnsigned(segment: number, { signedContext }: CriteriaContext): boolean {
  return !signedContext.everySegment && !signedContext.segments.has(segment);
}

function segmentsSql({ context, live }: SqlWorld): SqlSet {
  const isLive = (id: number) => context.liveSegments.has(id);
  const isDeleted = (id: number) => context.deletedSegments.has(id);

  const hasAny = (ids: readonly number[]): SqlPart => {
    const known = ids.filter((id) => !isDeleted(id));
    if (known.length === 0) return sql`FALSE`;
    const stored = known.filter((id) => !isLive(id));
    const ways = [
      ...(stored.length === 0 ? [] : [storedIn(sql`= ANY (${parameter(stored, "integer[]")})`)]),
      ...(context.subject === "conversation" ? [namedIn(known, context)] : []),
      ...known.filter(isLive).map((id) => live(id)),
    ];
    return joinSql(ways, "OR", sql`FALSE`);
  };

  return {
    hasAny,
    hasAll: (ids) => {
      if (ids.some(isDeleted)) return sql`FALSE`;
      const stored = ids.filter((id) => !isLive(id));
      const parts = ids.filter(isLive).map((id) => hasAny([id]));
      if (stored.length > 0) {
        const inList = sql`= ANY (${parameter(stored, "integer[]")})`;
        const union =
          context.subject === "conversation"
            ? sql`${storedRows(inList)} UNION ALL ${namedRows(stored, context)}`
            : storedRows(inList);
        parts.push(sql`${parameter(stored, "integer[]")} <@ ARRAY(${union})`);
      }
      return joinSql(parts, "AND", sql`TRUE`);
    },
    isEmpty: () => {
      const noList = [...context.deletedSegments, ...context.liveSegments.keys()];
      const ways = [
        storedIn(sql`<> ALL (${parameter(noList, "integer[]")})`),
        ...(context.subject === "conversation" ? [namedIn(null, context)] : []),
        ...[...context.liveSegments.keys()].filter((id) => !isDeleted(id)).map((id) => live(id)),
      ];
      return sql`NOT ${joinSql(ways, "OR", sql`FALSE`)}`;
    },
  };
}

function storedRows(which: SqlPart): SqlPart {
  return sql`SELECT m.segment_id FROM segment_memberships m
    WHERE m.organization_id = contact.organization_id AND m.contact_id = contact.id
    AND m.state = 'member' AND m.segment_id ${which}`;
}

function storedIn(which: SqlPart): SqlPart {
  return sql`EXISTS (${storedRows(which)})`;
}

/** Null: any segment that is not deleted. */
function namedRows(ids: readonly number[] | null, context: CriteriaContext): SqlPart {
  const which = ids
    ? sql`= ANY (${parameter(ids, "integer[]")})`
    : sql`<> ALL (${parameter([...context.deletedSegments], "integer[]")})`;
  const signedOnly = parameter([...context.signedContext.segments], "integer[]");
  const accepted = context.signedContext.everySegment
    ? sql`g.trusted`
    : sql`(g.trusted OR g.segment_id <> ALL (${signedOnly}))`;
  return sql`SELECT g.segment_id FROM conversation_groups g
    WHERE g.organization_id = conversation.organization_id AND g.conversation_id = conversation.id
    AND g.segment_id ${which} AND ${accepted}`;
}

function namedIn(ids: readonly number[] | null, context: CriteriaContext): SqlPart {
  return sql`EXISTS (${namedRows(ids, context)})`;
}
