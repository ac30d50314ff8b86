import type {
  ConversationDetail,
  DecisionReason,
} from "@tagalong/shared/contracts/conversation.ts";
import { useId } from "preact/hooks";
import "../contacts/contact-properties.css";
import { languageName } from "../ui/language-name.ts";
import { Ago } from "../ui/time.tsx";
import "./conversation-facts.css";
import { priorityLabels } from "./priority-mark.tsx";

const channelLabels: Record<string, string> = { widget: "Chat widget" };

/** This conversation's facts and "Why here?": which rule chose queue and priority, and why (R5). */
export function ConversationFacts({ detail }: { detail: ConversationDetail }) {
  const headingId = useId();
  return (
    <section class="record-section" aria-labelledby={headingId}>
      <header class="record-section-header">
        <h2 id={headingId}>This conversation</h2>
      </header>
      <dl class="properties">
        <Fact label="Queue" value={detail.queue?.name ?? "None"} />
        <Fact label="Topic" value={detail.topic} />
        <Fact label="Channel" value={channelLabels[detail.channel] ?? detail.channel} />
        <Fact label="Language" value={detail.language && languageName(detail.language)} />
        <Fact label="Page" value={detail.pageUrl} />
        <div>
          <dt>Started</dt>
          <dd>
            <Ago at={detail.createdAt} words />
          </dd>
        </div>
      </dl>
      {(detail.whyHere || detail.whyPriority) && (
        <details class="why" open>
          <summary>Why here?</summary>
          <Why
            decided={detail.queue?.name ?? detail.assignee?.name ?? "Here"}
            reason={detail.whyHere}
          />
          <Why
            decided={`${priorityLabels[detail.priority]} priority`}
            reason={detail.whyPriority}
          />
        </details>
      )}
    </section>
  );
}

function Fact({ label, value }: { label: string; value: string | null }) {
  return value ? (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  ) : null;
}

function Why({ decided, reason }: { decided: string; reason: DecisionReason | null }) {
  if (!reason) return null;
  return (
    <div class="why-decision">
      <p>
        <strong>{decided}</strong> <span class="muted">by “{reason.rule}”</span>
      </p>
      <ul>
        {reason.why.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
