import { computed, signal, untracked } from "@preact/signals-core";
import { createRef, type RefObject } from "preact";
import type { Session } from "../session/session.ts";
import { words } from "../strings.ts";
import { Icon } from "./icon.tsx";
import { MessageRow } from "./message-row.tsx";
import { rowsOf } from "./rows.ts";

/** Nearer to the end than this counts as being there. */
const near = 60;

/** The messages, and where in them the visitor is: at the end, or reading further up. */
export function createThread(session: Session, input: RefObject<HTMLTextAreaElement | null>) {
  const { messages, drafts, agentRead, loaded, welcome, typist, conversation } = session;
  const box = createRef<HTMLDivElement>();
  const atEnd = signal(true);
  const news = signal(false);
  const rows = computed(() => rowsOf(messages.value, drafts.value, agentRead.value));
  /** Drawn again only when a message changes, not with every letter that is typed. */
  const drawn = computed(() =>
    rows.value.map((row) => <MessageRow key={row.key} row={row} session={session} input={input} />),
  );
  let before = { first: "", last: "", draft: "", height: 0 };

  const toEnd = () => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  };

  const scrolled = () => {
    const { scrollHeight, scrollTop, clientHeight } = box.current!;
    // A hidden panel has no height and is wherever it was.
    if (clientHeight) atEnd.value = scrollHeight - scrollTop - clientHeight < near;
    if (atEnd.value) news.value = false;
  };

  /** After each drawing: stays at the end, or keeps what is being read where it is. */
  const settle = () =>
    untracked(() => {
      const { current } = box;
      if (!current) return;
      const first = rows.value[0]?.key ?? "";
      const last = messages.value.at(-1)?.clientId ?? "";
      const draft = drafts.value.at(-1)?.clientId ?? "";
      if (atEnd.value || (draft && draft !== before.draft)) toEnd();
      else if (first !== before.first) current.scrollTop += current.scrollHeight - before.height;
      else if (last !== before.last) news.value = true;
      before = { first, last, draft, height: current.scrollHeight };
    });

  const view = () => (
    <div class="thread">
      <div
        class="log"
        role="log"
        aria-label={words.messages}
        aria-busy={!loaded.value}
        tabIndex={0}
        ref={box}
        onScroll={scrolled}
      >
        {(messages.value[0]?.sequence ?? 1) > 1 ? (
          <button type="button" class="pill" onClick={() => void session.earlier()}>
            {words.earlier}
          </button>
        ) : (
          welcome.value && (
            <p class="greeting">
              <bdi>{welcome.value.greeting}</bdi>
            </p>
          )
        )}
        {!welcome.value && !rows.value.length && <div class="dots" />}
        {drawn.value}
        {conversation.value?.closed && <p class="day">{words.closed}</p>}
        {typist.value && (
          <div class="row first">
            <div class="bubble dots">
              <span class="unseen">{words.typing(typist.value)}</span>
            </div>
          </div>
        )}
      </div>
      {!atEnd.value && (
        <button type="button" class="pill latest" onClick={() => (toEnd(), box.current?.focus())}>
          <Icon d="m6 9 6 6 6-6" />
          {news.value ? words.newMessages : words.latest}
        </button>
      )}
    </div>
  );

  return { view, settle };
}
