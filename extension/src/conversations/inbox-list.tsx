import { useEffect, useRef } from "preact/hooks";
import { useRouter } from "../navigation/router.ts";
import { useShortcuts } from "../ui/shortcuts.ts";
import { EmptyState, ErrorState, Loading } from "../ui/state.tsx";
import { useVirtualizer } from "../ui/use-virtualizer.ts";
import { InboxRow } from "./inbox-row.tsx";
import "./inbox-list.css";
import { useInbox } from "./inbox.ts";

const rowHeight = 78;

/** The list itself: only rows in view are on the page; j and k walk it, Enter opens. */
export function InboxList({ openId }: { openId: number | null }) {
  const inbox = useInbox();
  const router = useRouter();
  const scroller = useRef<HTMLDivElement>(null);
  const list = inbox.list.value;
  const virtual = useVirtualizer({
    count: list.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    paddingStart: 4,
    paddingEnd: 4,
    getItemKey: (index) => list[index]?.id ?? index,
  });
  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;

  useEffect(() => {
    if (inbox.hasMore.value && last >= list.length - 10) void inbox.readMore();
  }, [last, list.length, inbox.hasMore.value]);

  const move = (step: number) => {
    const focused = document.activeElement?.getAttribute("data-conversation");
    const from = list.findIndex((each) => each.id === (focused ? Number(focused) : openId));
    const to = Math.min(list.length - 1, Math.max(0, from + step));
    const target = list[to];
    if (!target) return;
    virtual.scrollToIndex(to, { align: "auto" });
    const focus = (tries: number) => {
      const row = scroller.current?.querySelector<HTMLElement>(
        `[data-conversation="${target.id}"]`,
      );
      if (row) row.focus({ preventScroll: true });
      else if (tries > 0) requestAnimationFrame(() => focus(tries - 1));
    };
    focus(5);
  };
  useShortcuts([
    { key: "j", label: "Next conversation", group: "Inbox", run: () => move(1) },
    { key: "k", label: "Previous conversation", group: "Inbox", run: () => move(-1) },
  ]);

  return (
    <div class="inbox-list" ref={scroller}>
      {list.length === 0 ? (
        <Nothing />
      ) : (
        <ul style={{ height: `${virtual.getTotalSize()}px` }}>
          {rows.map((row) => {
            const conversation = list[row.index];
            return conversation ? (
              <li
                key={row.key}
                aria-setsize={inbox.hasMore.value ? -1 : list.length}
                aria-posinset={row.index + 1}
                style={{ transform: `translateY(${row.start}px)` }}
              >
                <InboxRow
                  conversation={conversation}
                  href={router.href(`/conversations/${conversation.id}`)}
                  open={conversation.id === openId}
                />
              </li>
            ) : null;
          })}
        </ul>
      )}
    </div>
  );
}

function Nothing() {
  const inbox = useInbox();
  const { status, queue, mine } = inbox.filter.value;
  if (inbox.failure.value && !inbox.loaded.value) {
    return <ErrorState message={inbox.failure.value} retry={() => void inbox.read()} />;
  }
  if (!inbox.loaded.value) return <Loading label="Loading conversations" />;
  if (status !== "open" || queue !== null || mine) {
    return (
      <EmptyState icon="inbox" title="Nothing here">
        No conversation fits these filters.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="inbox" title="All answered">
      New conversations appear here the moment a visitor writes.
    </EmptyState>
  );
}
