import type { SmartList } from "@tagalong/shared/contracts/smart-list.ts";
import { defaultColumns, type ContactView } from "../contacts/contact-view.ts";

/** A smart list as a view; one without columns of its own shows the five. */
export const viewOf = ({ filter, sort, direction, columns }: SmartList): ContactView => ({
  filter,
  sort,
  direction,
  columns: columns.length > 0 ? columns : defaultColumns,
});

/** What is stored of a view. */
export const storedView = ({ filter, sort, direction, columns }: ContactView) => ({
  filter,
  sort,
  direction,
  columns: [...columns],
});
