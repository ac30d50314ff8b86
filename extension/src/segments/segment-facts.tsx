import type { Segment } from "@tagalong/shared/contracts/segment.ts";
import "./segment-page.css";
import { refreshLabels } from "./segment-words.ts";

/** What a segment is, in a few lines. */
export function SegmentFacts({ segment }: { segment: Segment }) {
  return (
    <dl class="segment-facts">
      {segment.sentence && (
        <div class="segment-criteria">
          <dt>Criteria</dt>
          <dd>{segment.sentence}</dd>
        </div>
      )}
      <div>
        <dt>Refresh</dt>
        <dd>{refreshLabels[segment.refresh]}</dd>
      </div>
      <div>
        <dt>Members</dt>
        <dd>{segment.members.toLocaleString("en")}</dd>
      </div>
      {segment.requiresSignedContext && (
        <div>
          <dt>Widget context</dt>
          <dd>Signed only</dd>
        </div>
      )}
    </dl>
  );
}
