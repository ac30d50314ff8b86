import type { Segment } from "@tagalong/shared/contracts/segment.ts";
import "./segment-page.css";
import { LastRefreshed } from "./last-refreshed.tsx";
import { refreshLabels } from "./segment-words.ts";
import { UsedBy } from "./used-by.tsx";

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
      {segment.refresh === "on_sync" && (
        <div>
          <dt>Last refreshed</dt>
          <dd>
            <LastRefreshed segment={segment} />
          </dd>
        </div>
      )}
      {segment.usedBy.length > 0 && (
        <div>
          <dt>Used by</dt>
          <dd>
            <UsedBy segment={segment} />
          </dd>
        </div>
      )}
      {segment.requiresSignedContext && (
        <div>
          <dt>Widget context</dt>
          <dd>Signed only</dd>
        </div>
      )}
    </dl>
  );
}
