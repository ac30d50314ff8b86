import type { Segment } from "@tagalong/shared/contracts/segment.ts";
import { Ago } from "../ui/time.tsx";

/** When the list was last made to be who matches; of the other ways, what stands for it (S1, S3). */
export function LastRefreshed({ segment: { refresh, refreshedAt } }: { segment: Segment }) {
  if (refresh === "live") return <>Always current</>;
  if (refresh !== "on_sync") return <span class="faint">–</span>;
  return refreshedAt ? <Ago at={refreshedAt} words /> : <span class="faint">Never</span>;
}
