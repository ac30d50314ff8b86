import type { ContactSort } from "@tagalong/shared/contracts/contact-filter.ts";
import type { SortDirection } from "@tagalong/shared/contracts/contact-list.ts";
import type { SmartList } from "@tagalong/shared/contracts/smart-list.ts";
import type { CriteriaContext } from "@tagalong/shared/criteria/context.ts";
import type { Node } from "@tagalong/shared/criteria/criteria.ts";
import { toFilter } from "./filter-criteria.ts";
import { flagFilter } from "./flag-filter.ts";
import type { SmartListRow } from "./queries/smart-lists.ts";

export function filterOfRow({ q, criteria }: SmartListRow): SmartList["filter"] {
  return toFilter(q, criteria as { all: Node[] });
}

export function toSmartList(row: SmartListRow, context: CriteriaContext): SmartList {
  const filter = filterOfRow(row);
  return {
    id: row.id,
    name: row.name,
    filter,
    sort: row.sort as ContactSort,
    direction: row.direction as SortDirection,
    columns: row.columns,
    shared: row.shared,
    ownerId: row.owner_id,
    flags: flagFilter(filter, context),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
