import { signal } from "@preact/signals";
import { longAgo, shortAgo } from "./format-time.ts";

/** The clock of every relative time on the page, ticking once for all. */
export const now = signal(Date.now());
setInterval(() => (now.value = Date.now()), 15_000);

const full = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" });

/** "4m", with the whole date as tooltip and words for those who listen. */
export function Ago({ at, prefix = "" }: { at: string; prefix?: string }) {
  return (
    <time dateTime={at} title={full.format(new Date(at))}>
      <span aria-hidden="true">{shortAgo(at, now.value)}</span>
      <span class="visually-hidden">{`${prefix}${longAgo(at, now.value)} ago`}</span>
    </time>
  );
}
