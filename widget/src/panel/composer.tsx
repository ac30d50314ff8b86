import type { RefObject } from "preact";
import type { Session } from "../session/session.ts";
import { words } from "../strings.ts";
import { Icon } from "./icon.tsx";
import { longest } from "./longest.ts";

const count = new Intl.NumberFormat();

interface Props {
  session: Session;
  input: RefObject<HTMLTextAreaElement | null>;
}

export function Composer({ session, input }: Props) {
  const { text } = session;
  const length = text.value.length;
  const sendable = text.value.trim() !== "" && length <= longest;

  const grow = () => {
    const { current } = input;
    if (!current || CSS.supports("field-sizing", "content")) return;
    current.style.height = "auto";
    current.style.height = `${current.scrollHeight}px`;
  };

  const send = (event: Event) => {
    event.preventDefault();
    input.current?.focus();
    if (!sendable) return;
    session.send(text.value);
    text.value = "";
    if (input.current) input.current.value = "";
    grow();
  };

  return (
    <form class="composer" onSubmit={send}>
      <textarea
        ref={input}
        rows={1}
        dir="auto"
        enterkeyhint="send"
        aria-label={words.message}
        placeholder={words.placeholder}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          grow();
          if (text.value) session.typing();
        }}
        onKeyDown={(event) => {
          // While an input method composes, Enter chooses a word; Safari says so only by 229.
          // oxlint-disable-next-line typescript/no-deprecated
          const composing = event.isComposing || event.keyCode === 229;
          if (event.key === "Enter" && !event.shiftKey && !composing) send(event);
        }}
      />
      {length > longest * 0.9 && (
        <span class={length > longest ? "why" : "meta"} role="status">
          {words.tooLong(count.format(length), count.format(longest))}
        </span>
      )}
      <button type="submit" class="send" aria-label={words.send} aria-disabled={!sendable}>
        <Icon d="M12 19V5m-6 6 6-6 6 6" />
      </button>
    </form>
  );
}
