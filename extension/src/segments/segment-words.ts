import type { ContactSegment, Segment } from "@tagalong/shared/contracts/segment.ts";

/** How a segment is refreshed, as people say it (S1). */
export const refreshLabels: Record<Segment["refresh"], string> = {
  manual: "By hand",
  on_conversation: "On conversation",
  on_sync: "On sync",
  live: "Live",
};

export const originLabels: Record<ContactSegment["origin"], string> = {
  by_hand: "Added by hand",
  criteria: "Matched its criteria",
  widget: "Named by the website",
};
