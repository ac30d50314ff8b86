import { effect } from "@preact/signals-core";
import type { State } from "./state.ts";

interface Bookmark {
  conversationId: number;
  sequence: number;
}

/**
 * How far the visitor has read: "conversation sequence" in localStorage. That it is there tells the
 * loader that a conversation is going on. Where storage is blocked it is simply forgotten.
 */
export function readBookmark(person: string): Bookmark {
  try {
    const [conversationId = 0, sequence = 0] = localStorage[person]?.split(" ").map(Number) ?? [];
    return { conversationId, sequence };
  } catch {
    return { conversationId: 0, sequence: 0 };
  }
}

/** Writes the bookmark while something goes on, and moves on when another tab has read on. */
export function keepBookmark(person: string, state: State): () => void {
  const { conversation, drafts, read, welcome } = state;

  const stop = effect(() => {
    const now = conversation.value;
    const going = (now && !now.closed) || drafts.value.length > 0;
    if (!welcome.value && !going) return;
    try {
      if (going) localStorage[person] = `${now?.id ?? 0} ${read.value}`;
      else localStorage.removeItem(person);
    } catch {
      // Blocked.
    }
  });

  const elsewhere = ({ key }: StorageEvent) => {
    const mark = readBookmark(person);
    if (key !== person || mark.conversationId !== conversation.value?.id) return;
    read.value = Math.max(read.value, mark.sequence);
  };
  addEventListener("storage", elsewhere);

  return () => {
    stop();
    removeEventListener("storage", elsewhere);
  };
}
