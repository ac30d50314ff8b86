import type { Message } from "@tagalong/shared/contracts/message.ts";
import { sameDay } from "../ui/format-time.ts";

export type MessageGroup = {
  /** Set where another day begins. */
  day: string | null;
  author: Message["author"];
  messages: Message[];
};

const pause = 5 * 60_000;

/** What one person wrote in one go, so that the name stands once; a new day begins a new group. */
export function groupMessages(messages: readonly Message[]): MessageGroup[] {
  const groups: MessageGroup[] = [];
  let before: Message | undefined;
  for (const message of messages) {
    const newDay = !before || !sameDay(before.createdAt, message.createdAt);
    const group = groups.at(-1);
    const goesOn =
      group &&
      before &&
      !newDay &&
      group.author.type === message.author.type &&
      group.author.name === message.author.name &&
      Date.parse(message.createdAt) - Date.parse(before.createdAt) < pause;
    if (goesOn) group.messages.push(message);
    else {
      const day = newDay ? message.createdAt : null;
      groups.push({ day, author: message.author, messages: [message] });
    }
    before = message;
  }
  return groups;
}
