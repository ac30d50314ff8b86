import type { Conversation } from "@tagalong/shared/contracts/conversation.ts";
import { priorities } from "@tagalong/shared/priority/priorities.ts";

/** The server's order: priority, then who waits longest (V3, R3), then the newest. */
export function byAttention(a: Conversation, b: Conversation): number {
  return (
    priorities.indexOf(a.priority) - priorities.indexOf(b.priority) ||
    compareWaiting(a.waitingSince, b.waitingSince) ||
    b.id - a.id
  );
}

/** Who waits stands before who does not; the longer, the earlier. */
function compareWaiting(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return Date.parse(a) - Date.parse(b);
}
