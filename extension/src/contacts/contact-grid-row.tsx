import type { ContactListRow } from "@tagalong/shared/contracts/contact-list.ts";
import type { VNode } from "preact";
import { Avatar } from "../ui/avatar.tsx";
import { classNames } from "../ui/class-names.ts";
import { Ago } from "../ui/time.tsx";
import type { CellContext, ContactColumn } from "./contact-columns.tsx";
import { TagChips } from "./tag-chips.tsx";

/** A contact in the grid: cells side by side, or one block where there is no room for columns. */
export function ContactGridRow({
  row,
  rowIndex,
  columns,
  context,
  style,
  stacked,
  current,
  href,
  open,
  check,
  focused,
}: {
  row: ContactListRow;
  rowIndex: number;
  columns: readonly ContactColumn[];
  context: CellContext;
  style: Record<string, string>;
  stacked: boolean;
  /** Shown in the panel. */
  current: boolean;
  href: string;
  open: () => void;
  check: { chosen: boolean; toggle: (range: boolean) => void } | null;
  focused: () => void;
}): VNode {
  const link = <NameLink {...{ row, href, open, reachable: context.active }} />;
  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      aria-selected={check ? check.chosen : undefined}
      aria-current={current || undefined}
      class={classNames("contact-grid-row", check?.chosen && "contact-grid-row-chosen")}
      style={style}
      tabIndex={context.active ? 0 : -1}
      data-contact={row.id}
      onFocus={focused}
      onClick={(event) => {
        if (event.defaultPrevented || (event.target as Element).closest("a, button, label")) return;
        if (getSelection()?.type === "Range" && !event.shiftKey) return;
        if (event.shiftKey) check?.toggle(true);
        else open();
      }}
    >
      {check && (
        <span role="gridcell" class="contact-grid-check">
          <label>
            <input
              type="checkbox"
              aria-label={`Check ${row.displayName}`}
              checked={check.chosen}
              tabIndex={context.active ? 0 : -1}
              onClick={(event) => {
                event.stopPropagation();
                check.toggle(event.shiftKey);
              }}
            />
          </label>
        </span>
      )}
      {stacked ? (
        <StackedCell row={row} link={link} context={context} />
      ) : (
        columns.map((column) => (
          <span key={column.id} role="gridcell" class="contact-grid-cell truncate">
            {column.id === "name" ? link : column.cell(row, context)}
          </span>
        ))
      )}
    </div>
  );
}

/** The name as a link to the contact's own page; a plain click opens the panel. */
function NameLink({
  row,
  href,
  open,
  reachable,
}: {
  row: ContactListRow;
  href: string;
  open: () => void;
  reachable: boolean;
}) {
  const known = row.name !== null;
  // Beside the phone's own column a number for a name would be said twice.
  const placeholder = row.displayName === row.phone ? "Unknown" : row.displayName;
  return (
    <a
      class={classNames("contact-grid-name truncate", !known && "contact-grid-unknown")}
      href={href}
      tabIndex={reachable ? 0 : -1}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        open();
      }}
    >
      {known ? row.name : placeholder}
    </a>
  );
}

function StackedCell({
  row,
  link,
  context,
}: {
  row: ContactListRow;
  link: VNode;
  context: CellContext;
}) {
  const [first, second] = [row.phone, row.email].filter((each) => each !== null);
  return (
    <span role="gridcell" class="contact-grid-block">
      <span class="contact-grid-line">
        <Avatar name={row.displayName} size={20} />
        {link}
        <span class="contact-grid-seen faint">
          {row.lastSeenAt && <Ago at={row.lastSeenAt} prefix="Last seen " />}
        </span>
      </span>
      <span class="truncate muted">{first ?? second ?? row.company ?? "Nothing known yet"}</span>
      <TagChips ids={row.tagIds} width={context.tagsWidth} reachable={context.active} />
    </span>
  );
}
