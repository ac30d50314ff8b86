/**
 * How far the visitor has read: "conversation sequence". That it is there tells the loader that a
 * conversation is going on. Where storage is blocked it is simply forgotten.
 */
export interface Bookmark {
  conversationId: number;
  sequence: number;
}

export function readBookmark(person: string): Bookmark {
  try {
    const [conversationId = 0, sequence = 0] = localStorage[person]?.split(" ").map(Number) ?? [];
    return { conversationId, sequence };
  } catch {
    return { conversationId: 0, sequence: 0 };
  }
}

export function writeBookmark(person: string, mark: Bookmark | null): void {
  try {
    if (mark) localStorage[person] = `${mark.conversationId} ${mark.sequence}`;
    else localStorage.removeItem(person);
  } catch {
    // Blocked.
  }
}
