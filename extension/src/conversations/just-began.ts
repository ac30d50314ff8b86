import type { Conversation } from "@tagalong/shared/contracts/conversation.ts";

/** Hints are gathered for moments only; a minute leaves room for clocks that differ a little. */
const justNow = 60_000;

/** A conversation begun just now, however many messages it has by the time it is heard of. */
export const justBegan = ({ createdAt }: Pick<Conversation, "createdAt">, now: number) =>
  now - Date.parse(createdAt) < justNow;
