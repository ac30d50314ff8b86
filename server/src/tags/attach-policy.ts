import type { Assignment } from "@tagalong/shared/contracts/tag.ts";
import { ProblemError } from "../errors/problem-error.ts";
import type { TagRow } from "./queries/catalogue.ts";
import type { TaggedRecord } from "./tagged-record.ts";

type Attached = Pick<Assignment, "tagId" | "historical">;

/**
 * Whether a tag may be added: true when it may, false when the record has it already (T11). Throws
 * the refusal otherwise: a deleted tag (T5), a scope that does not fit (T2), a full record (T7).
 */
export function mayAttach(
  tag: Pick<TagRow, "id" | "name" | "scope" | "deleted_at">,
  record: Pick<TaggedRecord, "noun" | "scope">,
  attached: readonly Attached[],
  limit: number | null,
): boolean {
  const { name, scope } = tag;
  if (tag.deleted_at) {
    throw new ProblemError("tag_deleted", `“${name}” was deleted: restore it first.`, "tag_id");
  }
  if (attached.some((each) => each.tagId === tag.id)) return false;
  if (scope !== "both" && scope !== record.scope) {
    throw new ProblemError("wrong_tag_scope", `“${name}” is for ${scope}s only.`, "tag_id");
  }
  const active = attached.filter((each) => !each.historical).length;
  if (limit !== null && active >= limit) {
    const holds = `A ${record.noun} holds at most ${limit} ${limit === 1 ? "tag" : "tags"}`;
    throw new ProblemError("tag_limit_reached", `${holds}: remove one first.`, "tag_id");
  }
  return true;
}
