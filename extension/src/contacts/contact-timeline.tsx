import { timelineEntrySchema, type TimelineEntry } from "@tagalong/shared/contracts/contact.ts";
import { usePages } from "../api/use-pages.ts";
import { useRouter } from "../navigation/router.ts";
import { Button } from "../ui/button.tsx";
import { Loading } from "../ui/state.tsx";
import { Ago } from "../ui/time.tsx";
import "./contact-timeline.css";

/** What happened with a contact, newest first (T6); read again when the contact's revision changes. */
export function ContactTimeline({ contactId, revision }: { contactId: number; revision: number }) {
  const pages = usePages(
    `/api/crm/contacts/${contactId}/timeline`,
    timelineEntrySchema,
    {},
    revision,
  );
  const { items, more, failure } = pages;
  return (
    <section class="record-section" aria-label="Timeline">
      <header class="record-section-header">
        <h2>Timeline</h2>
      </header>
      {!items && !failure && <Loading label="Loading the timeline" rows={3} />}
      {failure && <p role="alert">{failure}</p>}
      {items && items.length === 0 && <p class="faint">Nothing has happened yet.</p>}
      <ol class="timeline">
        {items?.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {more && (
        <Button size="sm" look="quiet" onClick={more}>
          Show earlier
        </Button>
      )}
    </section>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const router = useRouter();
  const by = [entry.by, entry.source].filter(Boolean).join(" · ");
  return (
    <li class="timeline-entry">
      <p>
        {entry.conversationId === null ? (
          entry.label
        ) : (
          <a href={router.href(`/conversations/${entry.conversationId}`)}>{entry.label}</a>
        )}
        {entry.detail && <span class="muted">: {entry.detail}</span>}
      </p>
      <p class="timeline-meta">
        {by && `${by} · `}
        <Ago at={entry.at} words />
      </p>
    </li>
  );
}
