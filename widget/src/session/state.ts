import { computed, signal } from "@preact/signals-core";
import type { ErrorBody } from "@tagalong/shared/contracts/error.ts";
import type { Message } from "@tagalong/shared/contracts/message.ts";
import type { Welcome } from "@tagalong/shared/contracts/widget-socket.ts";
import type { Draft } from "./kept.ts";

export type State = ReturnType<typeof createState>;

/** What is shown of one visitor's chat. */
export function createState() {
  const conversation = signal<{ id: number; closed: boolean } | null>(null);
  const messages = signal<readonly Message[]>([]);
  /** The last sequence that the visitor has seen. */
  const read = signal(0);
  const unread = computed(
    () =>
      messages.value.filter(
        ({ conversationId, sequence, author }) =>
          conversationId === conversation.value?.id &&
          sequence > read.value &&
          author.type !== "visitor",
      ).length,
  );
  return {
    phase: signal<"connecting" | "online" | "offline">("connecting"),
    refusal: signal<ErrorBody["error"] | null>(null),
    welcome: signal<Welcome | null>(null),
    conversation,
    messages,
    /** Messages on their way, and refused ones. */
    drafts: signal<readonly Draft[]>([]),
    /** The history that is shown at first is there. */
    loaded: signal(false),
    read,
    unread,
    agentRead: signal(0),
    /** The name of the teammate who is typing. */
    typist: signal(""),
    /** The panel is open and in sight. */
    seen: signal(false),
    /** What is being written. */
    text: signal(""),
  };
}
