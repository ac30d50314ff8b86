import type { CriteriaContext, Subject } from "../context.ts";
import type { Facts } from "../facts.ts";
import type { Field } from "../field.ts";
import { parameter, sql } from "../sql-part.ts";
import type { SqlPart } from "../sql-part.ts";

/** Tags: active assignments of active tags ("meaning" 5); facts and columns hold the deleted ones too. */
export function tagsField(entry: {
  id: string;
  label: string;
  subject: Subject;
  from: (facts: Facts) => readonly number[];
  column: SqlPart;
}): Field {
  const { from, column, ...rest } = entry;
  return {
    ...rest,
    kind: "set",
    reference: "tags",
    read: ({ facts, context: { deletedTags } }) => {
      const tags = from(facts);
      return {
        has: (id) => tags.includes(id) && !deletedTags.has(id),
        isEmpty: () => tags.every((id) => deletedTags.has(id)),
      };
    },
    sql: ({ context }) => ({
      hasAny: (ids) => {
        const active = withoutDeleted(ids, context);
        if (active.length === 0) return sql`FALSE`;
        return sql`${column} && ${parameter(active, "integer[]")}`;
      },
      hasAll: (ids) => {
        const active = withoutDeleted(ids, context);
        if (active.length < ids.length) return sql`FALSE`;
        return sql`${column} @> ${parameter(active, "integer[]")}`;
      },
      isEmpty: () => {
        const deleted = parameter([...context.deletedTags], "integer[]");
        return sql`coalesce(${column} <@ ${deleted}, TRUE)`;
      },
    }),
    held: ({ facts, context }) => withoutDeleted(from(facts), context),
    indexable: () => true,
  };
}

function withoutDeleted(ids: readonly number[], { deletedTags }: CriteriaContext): number[] {
  return ids.filter((id) => !deletedTags.has(id));
}
