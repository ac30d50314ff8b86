import type { RefObject } from "preact";
import type { Session } from "../session/session.ts";
import { refusals, words } from "../strings.ts";
import { linkify } from "../text/linkify.ts";
import { timeOf } from "../text/when.ts";
import type { Row } from "./rows.ts";

interface Props {
  row: Row;
  session: Session;
  input: RefObject<HTMLTextAreaElement | null>;
}

export function MessageRow({ row, session, input }: Props) {
  const { draft, mine, first, last, state } = row;
  // Either button goes away when it is pressed; the focus goes where writing goes on.
  const act = (what: (clientId: string) => void) => () => {
    what(row.key);
    input.current?.focus();
  };
  const failed = draft?.state === "failed" && draft;
  return (
    <>
      {row.day && <div class="day">{row.day}</div>}
      <div class={`row ${mine ? "mine" : ""} ${first ? "first" : ""} ${failed ? "failed" : ""}`}>
        {first && <bdi class={mine ? "unseen" : "name"}>{mine ? words.you : row.name} </bdi>}
        <div class="bubble" dir="auto">
          {linkify(row.text).map(({ text, href }) =>
            href ? (
              <a href={href} target="_blank" rel="noopener noreferrer nofollow">
                {text}
              </a>
            ) : (
              text
            ),
          )}
        </div>
        {failed ? (
          <div class="meta">
            <span class="why">
              {words.notSent} {refusals[failed.error?.code ?? ""] ?? failed.error?.message}
            </span>
            <button type="button" onClick={act(session.retry)}>
              {words.retry}
            </button>
            <button type="button" onClick={act(session.discard)}>
              {words.discard}
            </button>
          </div>
        ) : (
          (last || state) && (
            <div class="meta">
              <bdi>{timeOf(row.at) + (state && ` · ${state}`)}</bdi>
            </div>
          )
        )}
      </div>
    </>
  );
}
