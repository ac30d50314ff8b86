import type { Assignment, Tag } from "@tagalong/shared/contracts/tag.ts";
import { tagSources } from "@tagalong/shared/tags/tag-sources.ts";
import type { AssignmentRow } from "./queries/assignments.ts";
import type { TagRow } from "./queries/catalogue.ts";

export function toTag(row: TagRow): Tag {
  const { id, name, description, color, scope } = row;
  return {
    id,
    name,
    description,
    color,
    scope,
    createdAt: row.created_at.toISOString(),
    deletedAt: row.deleted_at?.toISOString() ?? null,
    mergedInto: row.merged_into,
  };
}

export function toAssignment(row: AssignmentRow): Assignment {
  return {
    tagId: row.tag_id,
    source: row.source,
    sourceLabel: tagSources[row.source],
    by: row.by,
    at: row.created_at.toISOString(),
    historical: row.historical,
  };
}
