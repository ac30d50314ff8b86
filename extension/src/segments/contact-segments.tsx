import type { ContactSegment } from "@tagalong/shared/contracts/segment.ts";
import { useRouter } from "../navigation/router.ts";
import { useSignedIn } from "../session/signed-in.ts";
import "./contact-segments.css";
import { SegmentChip } from "./segment-chip.tsx";
import { originLabels } from "./segment-words.ts";

/** The segments a contact is in, each with why (S5). */
export function ContactSegments({ segments }: { segments: readonly ContactSegment[] }) {
  return (
    <section class="record-section" aria-label="Segments">
      <header class="record-section-header">
        <h2>Segments</h2>
      </header>
      {segments.length === 0 ? (
        <p class="faint">In no segment.</p>
      ) : (
        <ul class="contact-segments">
          {segments.map((segment) => (
            <Row key={`${segment.segmentId} ${segment.origin}`} segment={segment} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ segment }: { segment: ContactSegment }) {
  const { can } = useSignedIn();
  const router = useRouter();
  const chip = <SegmentChip name={segment.name} selfDeclared={segment.selfDeclared} />;
  const why = segment.why.length > 0 ? segment.why : [originLabels[segment.origin]];
  return (
    <li>
      <div class="contact-segment">
        {can("view crm segments") ? (
          <a class="chip-link" href={router.href(`/crm-segments/${segment.segmentId}`)}>
            {chip}
          </a>
        ) : (
          chip
        )}
        {segment.selfDeclared && <span class="self-declared">Self-declared</span>}
      </div>
      <ul class="contact-segment-why">
        {why.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {segment.selfDeclared && <li>Not signed by the website, so no rule uses it.</li>}
      </ul>
    </li>
  );
}
