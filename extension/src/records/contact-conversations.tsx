import { conversationSchema, type Conversation } from "@tagalong/shared/contracts/conversation.ts";
import { useEffect, useState } from "preact/hooks";
import { usePages } from "../api/use-pages.ts";
import { useRouter } from "../navigation/router.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { Loading } from "../ui/state.tsx";
import { Ago } from "../ui/time.tsx";
import "./contact-conversations.css";

const statusLabels: Record<Conversation["status"], string> = {
  open: "Open",
  snoozed: "Snoozed",
  closed: "Closed",
};

/** Every conversation of a contact, newest first (C3); live as the inbox is. */
export function ContactConversations({
  contactId,
  currentId,
}: {
  contactId: number;
  /** The one in view, if any. */
  currentId?: number;
}) {
  const { live } = useSignedIn();
  const router = useRouter();
  const [version, setVersion] = useState(0);
  const [newer, setNewer] = useState<ReadonlyMap<number, Conversation>>(new Map());
  const query = { contact: String(contactId), status: "all", limit: "20" };
  const pages = usePages("/api/conversations", conversationSchema, query, version);

  useEffect(() => {
    setNewer(new Map());
    return live.on("conversation", (hint) => {
      const parsed = conversationSchema.safeParse(hint);
      if (!parsed.success || parsed.data.contact.id !== contactId) return;
      setNewer((held) => new Map([...held, [parsed.data.id, parsed.data]]));
    });
  }, [live, contactId]);
  useEffect(() => {
    let first = true;
    return live.onConnect(() => {
      if (!first) setVersion((count) => count + 1);
      first = false;
    });
  }, [live]);

  const { items, failure, more } = pages;
  const shown = items && latest(items, newer);
  return (
    <section class="record-section" aria-label="Conversations of the contact">
      <header class="record-section-header">
        <h2>Conversations</h2>
      </header>
      {!shown && !failure && <Loading label="Loading conversations" rows={2} />}
      {failure && <p role="alert">{failure}</p>}
      {shown && shown.length === 0 && <p class="faint">No conversation yet.</p>}
      <ul class="contact-conversations">
        {shown?.map((each) => (
          <li key={each.id}>
            <a
              class="contact-conversation"
              href={router.href(`/conversations/${each.id}`)}
              aria-current={each.id === currentId ? "true" : undefined}
            >
              <span class="truncate">{each.preview || each.topic || "No message yet"}</span>
              <span class="contact-conversation-facts faint">
                {[statusLabels[each.status], each.assignee?.name, each.queue?.name]
                  .filter(Boolean)
                  .join(" · ")}
                {" · "}
                <Ago at={each.lastMessageAt} words />
              </span>
            </a>
          </li>
        ))}
      </ul>
      {more && (
        <Button size="sm" look="quiet" onClick={more}>
          Show earlier
        </Button>
      )}
    </section>
  );
}

/** As read, with what hints brought since; a new conversation stands first. */
function latest(
  read: readonly Conversation[],
  newer: ReadonlyMap<number, Conversation>,
): Conversation[] {
  const found = new Map(read.map((each) => [each.id, each]));
  const last = read.at(-1)?.id ?? 0;
  for (const [id, each] of newer) {
    const held = found.get(id);
    if (held ? held.revision < each.revision : id > last) found.set(id, each);
  }
  return [...found.values()].sort((one, other) => other.id - one.id);
}
