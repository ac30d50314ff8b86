import type { Message } from "@tagalong/shared/contracts/message.ts";
import type { Draft } from "../session/kept.ts";
import { words } from "../strings.ts";
import { dayOf } from "../text/when.ts";

/** A message as it is drawn: one that the server has, or a draft on its way. */
export interface Row {
  key: string;
  text: string;
  at: string | number;
  mine: boolean;
  name: string;
  /** The heading above it, when its day differs from the one before. */
  day: string;
  /** First and last of a run of one author's messages. */
  first: boolean;
  last: boolean;
  /** How far a message of the visitor's got; only where it is worth saying. */
  state: string;
  draft?: Draft;
}

const pause = 5 * 60_000;

export function rowsOf(
  messages: readonly Message[],
  drafts: readonly Draft[],
  agentRead: number,
): Row[] {
  const stored = new Set(messages.map((message) => message.clientId));
  const lastOfMine = messages.findLast((message) => message.author.type === "visitor");
  const rows: Row[] = [
    ...messages.map((message) => ({
      ...plain(message.clientId, message.text, message.createdAt),
      mine: message.author.type === "visitor",
      name: message.author.name,
      state: message !== lastOfMine ? "" : message.sequence > agentRead ? words.sent : words.read,
    })),
    // A message can be heard of before it is acknowledged: then it is no longer a draft.
    ...drafts
      .filter((draft) => !stored.has(draft.clientId))
      .map((draft) => ({
        ...plain(draft.clientId, draft.text, draft.at),
        mine: true,
        state: draft.state === "unsaved" ? words.unsaved : words.sending,
        draft,
      })),
  ];
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    const day = dayOf(row.at);
    if (!before || dayOf(before.at) !== day) row.day = day;
    row.first = !before || !!row.day || !isRun(before, row);
    if (before) before.last = row.first;
  });
  return rows;
}

const plain = (key: string, text: string, at: string | number): Row => ({
  key,
  text,
  at,
  mine: false,
  name: "",
  day: "",
  first: true,
  last: true,
  state: "",
});

const isRun = (before: Row, row: Row) =>
  before.mine === row.mine &&
  before.name === row.name &&
  +new Date(row.at) - +new Date(before.at) < pause;
