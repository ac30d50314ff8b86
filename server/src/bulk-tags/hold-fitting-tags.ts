import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { holdTags, type TagAtWork } from "./queries/tags-at-work.ts";

export interface AskedTags {
  add: readonly number[];
  remove: readonly number[];
}

/**
 * Holds the tags as they are until the transaction ends, and refuses one that there is not, that is
 * deleted (T5) or whose scope does not fit contacts (T2). Taking off asks for no scope.
 */
export async function holdFittingTags(
  transaction: OrganizationTransaction,
  { add, remove }: AskedTags,
): Promise<Map<number, TagAtWork>> {
  const tags = await holdTags(transaction, [...add, ...remove]);
  const check = (id: number, path: string): TagAtWork => {
    const tag = tags.get(id);
    if (!tag) throw new ProblemError("not_found", "There is no such tag.", path);
    if (tag.deleted_at) {
      throw new ProblemError("tag_deleted", `“${tag.name}” was deleted: restore it first.`, path);
    }
    return tag;
  };
  for (const [at, id] of remove.entries()) check(id, `remove.${at}`);
  for (const [at, id] of add.entries()) {
    const { name, scope } = check(id, `add.${at}`);
    if (scope === "conversation") {
      const message = `“${name}” is for conversations only.`;
      throw new ProblemError("wrong_tag_scope", message, `add.${at}`);
    }
  }
  return tags;
}
