import type { ConversationDetail } from "@tagalong/shared/contracts/conversation.ts";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { clock, dayLabel } from "../ui/format-time.ts";
import { Icon } from "../ui/icon.tsx";
import { Loading } from "../ui/state.tsx";
import { now } from "../ui/time.tsx";
import { groupMessages, type MessageGroup } from "./group-messages.ts";
import "./message-list.css";
import { MessageText } from "./message-text.tsx";
import type { ReplyEntry } from "./replies.ts";
import { useReplies } from "./replies.ts";
import type { Thread } from "./thread.ts";

const nearBottom = 80;

/** The thread: stays at its end while the end is in view, and says so when it is not. */
export function MessageList({ thread, detail }: { thread: Thread; detail: ConversationDetail }) {
  const scroller = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const messages = thread.messages.value;
  const waiting = thread.waiting.value;
  const typing = thread.typing.value;
  const loading = messages.length === 0 && detail.head > 0;

  const toEnd = () => scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  useLayoutEffect(() => {
    if (atEnd) toEnd();
  }, [messages.length, waiting.length, typing]);

  // The column narrows and the composer grows; the end stays in view.
  useEffect(() => {
    const element = scroller.current;
    if (!element || !atEnd) return undefined;
    const observer = new ResizeObserver(toEnd);
    observer.observe(element);
    return () => observer.disconnect();
  }, [atEnd]);

  useEffect(() => {
    const read = () => {
      if (document.visibilityState === "visible" && document.hasFocus()) thread.markRead();
    };
    read();
    addEventListener("focus", read);
    document.addEventListener("visibilitychange", read);
    return () => {
      removeEventListener("focus", read);
      document.removeEventListener("visibilitychange", read);
    };
  }, [thread, messages.length, detail.agentReadSequence]);

  const showEarlier = async () => {
    const element = scroller.current;
    const fromEnd = element ? element.scrollHeight - element.scrollTop : 0;
    await thread.readEarlier().catch(() => undefined);
    requestAnimationFrame(() => element?.scrollTo({ top: element.scrollHeight - fromEnd }));
  };

  return (
    <div class="messages-frame">
      <div
        ref={scroller}
        class="messages"
        role="log"
        aria-label="Messages"
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) =>
          setAtEnd(scrollHeight - scrollTop - clientHeight < nearBottom)
        }
      >
        {thread.hasEarlier.value && (
          <Button class="messages-earlier" size="sm" onClick={() => void showEarlier()}>
            Show earlier messages
          </Button>
        )}
        {loading && <Loading label="Loading messages" rows={3} />}
        {groupMessages(messages).map((group) => (
          <Group key={group.messages[0]?.sequence} group={group} detail={detail} />
        ))}
        {waiting.map((entry) => (
          <Waiting key={entry.clientId} entry={entry} />
        ))}
        <p class="messages-typing" role="status">
          {typing && (
            <>
              <span class="typing-dots" aria-hidden="true">
                <i />
                <i />
                <i />
              </span>
              {typing} is typing
            </>
          )}
        </p>
      </div>
      {!atEnd && (
        <Button class="messages-end" size="sm" icon="chevron" onClick={toEnd}>
          Latest messages
        </Button>
      )}
    </div>
  );
}

function Group({ group, detail }: { group: MessageGroup; detail: ConversationDetail }) {
  const { author, messages, day } = group;
  const first = messages[0];
  const last = messages.at(-1);
  const read = last && author.type === "agent" && last.sequence <= detail.visitorReadSequence;
  return (
    <>
      {day && (
        <p class="messages-day">
          <span>{dayLabel(day, now.value)}</span>
        </p>
      )}
      <div class={`message-group message-${author.type}`}>
        {author.type === "visitor" && <Avatar name={author.name} size={24} />}
        <div class="message-column">
          {author.type !== "system" && (
            <p class="message-author">
              <span>{author.name}</span>{" "}
              {first && <time dateTime={first.createdAt}>{clock(first.createdAt)}</time>}
            </p>
          )}
          {messages.map((message) => (
            <div key={message.sequence} class="message-bubble" dir="auto">
              <MessageText text={message.text} />
            </div>
          ))}
          {author.type === "agent" && (
            <p class="message-state">
              <Icon name="check" size={12} />
              {read ? "Seen" : "Sent"}
            </p>
          )}
        </div>
      </div>
    </>
  );
}

/** A reply that the server has not acknowledged: on its way, or refused with two ways out. */
function Waiting({ entry }: { entry: ReplyEntry }) {
  const replies = useReplies();
  const failed = entry.state === "failed";
  return (
    <div class={`message-group message-agent ${failed ? "message-failed" : "message-waiting"}`}>
      <div class="message-column">
        <div class="message-bubble" dir="auto">
          <MessageText text={entry.text} />
        </div>
        {failed ? (
          <div class="message-state message-state-failed" role="alert">
            <Icon name="alert" size={12} />
            <span>Not sent. {entry.error?.message}</span>
            <Button size="sm" look="quiet" onClick={() => replies.retry(entry.clientId)}>
              Try again
            </Button>
            <Button size="sm" look="quiet" onClick={() => replies.discard(entry.clientId)}>
              Discard
            </Button>
          </div>
        ) : (
          <p class="message-state">{entry.state === "unsaved" ? "Not saved yet" : "Sending…"}</p>
        )}
      </div>
    </div>
  );
}
