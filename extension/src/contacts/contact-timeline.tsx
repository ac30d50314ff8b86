import type { TimelineEntry } from "@tagalong/shared/contracts/contact.ts";
import { useRouter } from "../navigation/router.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { Loading } from "../ui/state.tsx";
import { Ago } from "../ui/time.tsx";
import "./contact-timeline.css";
import { useTimeline } from "./use-timeline.ts";
import { useUndoMerge } from "./use-undo-merge.ts";

/** What happened with a contact, newest first (T6); read again when the contact's revision changes. */
export function ContactTimeline({ contactId, revision }: { contactId: number; revision: number }) {
  const { entries, earlier, reading, failure, retry } = useTimeline(contactId, revision);
  return (
    <section class="record-section" aria-label="Timeline">
      <header class="record-section-header">
        <h2>Timeline</h2>
      </header>
      {!entries && !failure && <Loading label="Loading the timeline" rows={3} />}
      {entries && entries.length === 0 && <p class="faint">Nothing has happened yet.</p>}
      <ol class="timeline">
        {entries?.map((entry) => (
          <Entry key={entry.id} entry={entry} contactId={contactId} />
        ))}
      </ol>
      {failure && (
        <p role="alert">
          {failure}{" "}
          <Button size="sm" look="quiet" onClick={earlier && entries ? earlier : retry}>
            Try again
          </Button>
        </p>
      )}
      {earlier && !failure && (
        <Button size="sm" look="quiet" disabled={reading} onClick={earlier}>
          {reading ? "Loading…" : "Show earlier"}
        </Button>
      )}
    </section>
  );
}

function Entry({ entry, contactId }: { entry: TimelineEntry; contactId: number }) {
  const router = useRouter();
  const { can } = useSignedIn();
  const undo = useUndoMerge();
  const { mergeId } = entry;
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
        {mergeId !== null && can("manage contacts") && (
          <Button
            size="sm"
            look="quiet"
            icon="undo"
            class="timeline-undo"
            aria-label={`Undo merge ${entry.detail}`}
            onClick={() => undo(contactId, mergeId)}
          >
            Undo
          </Button>
        )}
      </p>
      <p class="timeline-meta">
        {by && `${by} · `}
        <Ago at={entry.at} words />
      </p>
    </li>
  );
}
