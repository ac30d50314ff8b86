import type { ContactSort } from "@tagalong/shared/contracts/contact-filter.ts";
import { Icon } from "../ui/icon.tsx";
import type { ContactColumn } from "./contact-columns.tsx";
import type { Direction } from "./contact-view.ts";

/** A column's head; one that the list can be sorted by is a button. */
export function ColumnHead({
  column,
  sort,
  direction,
  order,
}: {
  column: ContactColumn;
  sort: ContactSort;
  direction: Direction;
  order: (sort: ContactSort) => void;
}) {
  const { sort: own } = column;
  if (!own) {
    return (
      <span role="columnheader" class="contact-grid-cell truncate">
        {column.label}
      </span>
    );
  }
  const sorted = own === sort;
  return (
    <span
      role="columnheader"
      class="contact-grid-cell"
      aria-sort={sorted ? (direction === "asc" ? "ascending" : "descending") : "none"}
    >
      <button type="button" class="contact-grid-sort" onClick={() => order(own)}>
        {column.label}
        <span class={sorted ? undefined : "contact-grid-unsorted"}>
          <Icon name={sorted && direction === "asc" ? "arrowUp" : "arrowDown"} size={12} />
        </span>
      </button>
    </span>
  );
}
