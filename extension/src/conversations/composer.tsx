import { maxMessageLength } from "@tagalong/shared/contracts/text.ts";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { useShortcuts } from "../ui/shortcuts.ts";
import "./composer.css";
import { useReplies } from "./replies.ts";
import type { Thread } from "./thread.ts";

/** What was typed and not sent, by conversation, for as long as the page lives. */
const drafts = new Map<number, string>();

/** The reply field: Enter sends, Shift+Enter breaks the line, ⌘Enter and Ctrl+Enter send too. */
export function Composer({
  thread,
  contactName,
  closed,
  reopen,
}: {
  thread: Thread;
  contactName: string;
  closed: boolean;
  /** Null for who may not. */
  reopen: (() => void) | null;
}) {
  const replies = useReplies();
  const [text, setText] = useState(drafts.get(thread.id) ?? "");
  const field = useRef<HTMLTextAreaElement>(null);
  const tooLong = text.length > maxMessageLength;
  const sendable = text.trim() !== "" && !tooLong;

  useShortcuts([
    { key: "r", label: "Reply", group: "Conversation", run: () => field.current?.focus() },
  ]);

  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${Math.min(240, element.scrollHeight)}px`;
  }, [text]);

  const change = (value: string) => {
    setText(value);
    drafts.set(thread.id, value);
    if (value !== "") thread.tellTyping();
  };
  const send = () => {
    if (!sendable) return;
    replies.send(thread.id, text);
    setText("");
    drafts.delete(thread.id);
    field.current?.focus();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {closed && (
        <div class="composer-closed">
          <p>This conversation is closed. A reply leaves it closed.</p>
          {reopen && (
            <Button
              size="sm"
              icon="reopen"
              onClick={() => {
                reopen();
                // The button goes with the notice.
                field.current?.focus();
              }}
            >
              Reopen
            </Button>
          )}
        </div>
      )}
      <textarea
        ref={field}
        class="composer-field"
        rows={1}
        dir="auto"
        value={text}
        aria-label={`Reply to ${contactName}`}
        placeholder={`Reply to ${contactName}`}
        aria-describedby="composer-hint"
        onInput={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault();
            send();
          }
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
      <div class="composer-bar">
        <p id="composer-hint" class={tooLong ? "composer-hint composer-too-long" : "composer-hint"}>
          {tooLong
            ? `${text.length - maxMessageLength} characters too many`
            : "Enter to send, Shift+Enter for a new line"}
        </p>
        <Button type="submit" look="primary" icon="send" disabled={!sendable}>
          Send
        </Button>
      </div>
    </form>
  );
}
