import type { ContactSort } from "@tagalong/shared/contracts/contact-filter.ts";
import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Loading } from "../ui/state.tsx";
import { useElementWidth } from "../ui/use-element-width.ts";
import { useVirtualizer } from "../ui/use-virtualizer.ts";
import { columnWidths } from "./column-widths.ts";
import { ColumnHead } from "./contact-column-head.tsx";
import type { ContactColumn } from "./contact-columns.tsx";
import "./contact-grid.css";
import { ContactGridRow } from "./contact-grid-row.tsx";
import type { ContactRows } from "./contact-rows.ts";
import type { Direction } from "./contact-view.ts";
import { gridAction, type GridMove } from "./grid-key.ts";
import {
  chooseThrough,
  isChosen,
  noChoice,
  toggleRow,
  toggleRows,
  type RowChoice,
} from "./row-choice.ts";

const rowHeight = 40;
const stackedHeight = 78;
const headHeight = 33;
const edges = 2 * 16;
const checkWidth = 34;
const cellGap = 16;
/** Below this a row is a block: columns would be crumbs. */
const stackedBelow = 560;

export type GridControl = {
  move: (move: GridMove) => void;
  focus: (id: number) => void;
  /** Checks the row that keys are at. */
  check: () => void;
};

/**
 * The contacts as a grid of which only what is in view is on the page. Keys move from row to row;
 * Tab reaches what is inside the row that they are at.
 */
export function ContactGrid({
  list,
  columns,
  agents,
  sort,
  direction,
  order,
  choice,
  openId,
  href,
  open,
  control,
}: {
  list: ContactRows;
  columns: readonly ContactColumn[];
  agents: ReadonlyMap<number, string>;
  sort: ContactSort;
  direction: Direction;
  order: (sort: ContactSort) => void;
  /** Null: nothing can be done with checked rows. */
  choice: { value: RowChoice; change: (choice: RowChoice) => void } | null;
  openId: number | null;
  href: (id: number) => string;
  open: (id: number) => void;
  /** How the page moves the grid: with j and k, and back to a row from the panel. */
  control: { current: GridControl | null };
}): VNode {
  const scroller = useRef<HTMLDivElement>(null);
  const wanted = useRef<number | null>(null);
  const [activeId, setActiveId] = useState<number | null>(openId);
  const width = useElementWidth(scroller);
  const stacked = width > 0 && width < stackedBelow;
  const height = stacked ? stackedHeight : rowHeight;
  const head = stacked ? 0 : headHeight;

  const rows = list.rows.value;
  const ids = rows.map((row) => row.id);
  const activeIndex = Math.max(0, activeId === null ? 0 : ids.indexOf(activeId));
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
    scrollMargin: head,
    scrollPaddingStart: head,
    paddingEnd: 8,
    initialOffset: list.scrollTop,
    getItemKey: (index) => ids[index] ?? index,
    // The row that keys are at stays on the page wherever it was scrolled to, so focus is not lost.
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const from = Math.max(0, startIndex - overscan);
      const to = Math.min(count - 1, endIndex + overscan);
      const range = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
      if (activeIndex < from && activeIndex < count) range.unshift(activeIndex);
      if (activeIndex > to && activeIndex < count) range.push(activeIndex);
      return range;
    },
  });
  useLayoutEffect(() => virtual.measure(), [height]);
  const items = virtual.getVirtualItems();
  const visible = items.map((item) => ids[item.index] ?? 0);
  const last = virtual.range?.endIndex ?? 0;

  useEffect(() => list.show(visible), [list, visible.join()]);
  useEffect(() => {
    if (list.hasMore.value && last >= rows.length - 40) void list.more();
  }, [list, last, rows.length, list.hasMore.value]);
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: list.scrollTop });
  }, [list]);
  useLayoutEffect(() => {
    const id = wanted.current;
    if (id === null) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-contact="${id}"]`);
    row?.focus({ preventScroll: true });
    if (row) wanted.current = null;
  });

  const goTo = (index: number, focus = true) => {
    const id = ids[index];
    if (id === undefined) return;
    setActiveId(id);
    if (focus) wanted.current = id;
    virtual.scrollToIndex(index, { align: "auto" });
    if (openId !== null && openId !== id) open(id);
  };
  const page = Math.max(1, Math.floor((virtual.scrollRect?.height ?? 400) / height) - 1);
  const move = (to: GridMove, extend = false) => {
    const steps: Record<GridMove, number> = {
      next: activeId === null ? 0 : activeIndex + 1,
      previous: activeIndex - 1,
      pageDown: activeIndex + page,
      pageUp: activeIndex - page,
      first: 0,
      last: rows.length - 1,
    };
    const index = Math.min(rows.length - 1, Math.max(0, steps[to]));
    const [from, id] = [ids[activeIndex], ids[index]];
    if (extend && choice && from !== undefined && id !== undefined) {
      const { value } = choice;
      const anchored = value.anchor === null ? { ...value, anchor: from } : value;
      choice.change(chooseThrough(anchored, id, ids));
    }
    goTo(index);
  };
  const check = (id: number, range: boolean) =>
    choice?.change(range ? chooseThrough(choice.value, id, ids) : toggleRow(choice.value, id));
  control.current = {
    move,
    focus: (id) => goTo(ids.indexOf(id)),
    check: () => {
      if (activeId !== null && ids.includes(activeId)) check(activeId, false);
    },
  };

  const onKey = (event: KeyboardEvent) => {
    const row = (event.target as Element).closest<HTMLElement>("[data-contact]");
    if (!row) return;
    const action = gridAction(event, event.target === row);
    if (!action) return;
    const id = Number(row.dataset["contact"]);
    event.preventDefault();
    event.stopPropagation();
    if (action.kind === "move") move(action.to, action.extend);
    else if (action.kind === "open") open(id);
    else if (action.kind === "check") check(id, action.range);
    else choice?.change(toggleRows(noChoice, ids));
  };

  const tracks = [
    ...(choice ? [`${checkWidth}px`] : []),
    ...columns.map((column) => `minmax(${column.width}px, ${column.share}fr)`),
  ];
  const least = columns.reduce((sum, column) => sum + column.width, choice ? checkWidth : 0);
  const shape: Record<string, string> = stacked ? {} : { gridTemplateColumns: tracks.join(" ") };
  const across: Record<string, string> = stacked ? {} : { minWidth: `${least + edges}px` };
  const tagsWidth = stacked
    ? width - 60
    : tagsWidthOf(columns, width - edges - (choice ? checkWidth : 0));
  const allChosen =
    choice !== null && rows.length > 0 && ids.every((id) => isChosen(choice.value, id));
  const total = list.count.value;

  return (
    <div
      ref={scroller}
      class={stacked ? "contact-grid contact-grid-stacked" : "contact-grid"}
      role="grid"
      aria-label="Contacts"
      aria-rowcount={(total ?? (list.hasMore.value ? -2 : rows.length)) + 1}
      aria-colcount={columns.length + (choice ? 1 : 0)}
      aria-multiselectable={choice ? true : undefined}
      onKeyDown={onKey}
      onScroll={(event) => (list.scrollTop = event.currentTarget.scrollTop)}
    >
      <div role="rowgroup" class="contact-grid-head" style={across}>
        <div role="row" aria-rowindex={1} class="contact-grid-columns" style={shape}>
          {choice && (
            <span role="columnheader" class="contact-grid-check">
              <input
                type="checkbox"
                aria-label="Check all rows"
                checked={allChosen}
                indeterminate={!allChosen && (choice.value.all || choice.value.ids.size > 0)}
                onChange={() => choice.change(toggleRows(choice.value, ids))}
              />
            </span>
          )}
          {columns.map((column) => (
            <ColumnHead key={column.id} {...{ column, sort, direction, order }} />
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        class="contact-grid-body"
        style={{ ...across, height: `${virtual.getTotalSize()}px` }}
      >
        {items.map((item) => {
          const row = rows[item.index];
          return row ? (
            <ContactGridRow
              key={row.id}
              row={row}
              rowIndex={item.index + 2}
              columns={columns}
              context={{ tagsWidth, agents, active: item.index === activeIndex }}
              style={{
                ...shape,
                height: `${height}px`,
                transform: `translateY(${item.start - head}px)`,
              }}
              stacked={stacked}
              current={row.id === openId}
              href={href(row.id)}
              open={() => {
                setActiveId(row.id);
                wanted.current = row.id;
                open(row.id);
              }}
              check={
                choice && {
                  chosen: isChosen(choice.value, row.id),
                  toggle: (range) => {
                    setActiveId(row.id);
                    check(row.id, range);
                  },
                }
              }
              focused={() => setActiveId(row.id)}
            />
          ) : null;
        })}
      </div>
      {list.hasMore.value && (
        <div role="rowgroup">
          <div role="row">
            <div role="gridcell">
              <End list={list} />
            </div>
          </div>
        </div>
      )}
    </div>
  );
}

function tagsWidthOf(columns: readonly ContactColumn[], available: number): number {
  const at = columns.findIndex((column) => column.id === "tags");
  return (columnWidths(columns, available)[at] ?? 0) - cellGap;
}

/** Below the last row that was read: more is on its way, or why not. */
function End({ list }: { list: ContactRows }) {
  const failure = list.failure.value;
  if (!failure) return <Loading label="Loading more contacts" rows={1} />;
  return (
    <p class="contact-grid-end" role="alert">
      {failure}
      <Button size="sm" onClick={() => void list.more()}>
        Try again
      </Button>
    </p>
  );
}
