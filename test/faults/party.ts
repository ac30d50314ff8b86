import type { Message } from "@tagalong/shared/contracts/message.ts";

/** What a simulated person did and saw, to be held against what is stored. */
export interface Party {
  name: string;
  /** Client ids in the order in which they were written. */
  sent: string[];
  accepted: ReadonlySet<string>;
  /** Refused for good: counts as lost. */
  failed: () => number;
  /** Attempts that the server took and never answered. */
  unanswered: () => number;
  /** Not yet acknowledged. */
  waiting: () => number;
  /** Messages in the order in which they were shown, by conversation. */
  shown: ReadonlyMap<number, readonly Message[]>;
  /** Conversations that this party follows to the end. */
  follows: (conversation: { id: number; visitor: string | null }) => boolean;
  write: (text: string) => Promise<void>;
  /** Closes the page, with all that is in memory only, and opens it again. */
  reopen: () => void;
  end: () => void;
}
