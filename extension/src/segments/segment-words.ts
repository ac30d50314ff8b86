import type { ContactSegment, Segment } from "@tagalong/shared/contracts/segment.ts";

/** How a segment is refreshed, as people say it (S1). */
export const refreshLabels: Record<Segment["refresh"], string> = {
  manual: "By hand",
  on_conversation: "On conversation",
  on_sync: "On sync",
  live: "Live",
};

/** What each way of refreshing means for who is in it (S1, S2). */
export const refreshMeanings: Record<Segment["refresh"], string> = {
  manual: "You add and remove people. Nothing happens by itself.",
  on_conversation:
    "Automatic customer segment assignment: who starts a conversation and matches joins. Nobody joins by saving, and nobody leaves by no longer matching.",
  on_sync:
    "The list stays as it is until the segment is synced: then who matches joins, who does not leaves. Who was added by hand stays, unless they met at least one condition before and meet none now.",
  live: "No list is kept: whoever matches is in, at every moment. Nobody is added by hand.",
};

export const originLabels: Record<ContactSegment["origin"], string> = {
  by_hand: "Added by hand",
  criteria: "Matched its criteria",
  widget: "Named by the website",
};
