import { queueSchema, type Queue } from "@tagalong/shared/contracts/me.ts";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { z } from "zod";
import { useSignedIn } from "../session/signed-in.ts";
import { InboxFilters } from "./inbox-filters.tsx";
import { InboxList } from "./inbox-list.tsx";
import { useInbox } from "./inbox.ts";
import "./inbox-pane.css";

/** The inbox column: filters and list, and the announcement of what arrives. */
export function InboxPane({ openId, title }: { openId: number | null; title?: ComponentChildren }) {
  const inbox = useInbox();
  const queues = useQueues();
  const arrived = inbox.arrived.value;
  return (
    <section class="inbox-pane" aria-label="Conversations">
      <header class="inbox-header">
        {title}
        <InboxFilters queues={queues} />
      </header>
      <p class="visually-hidden" role="status">
        {arrived && `New conversation from ${arrived.contact.displayName}: ${arrived.preview}`}
      </p>
      <InboxList openId={openId} />
    </section>
  );
}

function useQueues(): readonly Queue[] {
  const { api, can } = useSignedIn();
  const may = can("view routing");
  const [queues, setQueues] = useState<readonly Queue[]>([]);
  useEffect(() => {
    if (!may) return setQueues([]);
    // Without them the list can still be read; the filter then offers all queues only.
    api.call("/api/queues", { answer: z.array(queueSchema) }).then(setQueues, () => undefined);
  }, [api, may]);
  return queues;
}
