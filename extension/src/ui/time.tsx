import { signal } from "@preact/signals";
import { longAgo, shortAgo } from "./format-time.ts";

/** The clock of every relative time on the page, ticking once for all. */
export const now = signal(Date.now());
setInterval(() => (now.value = Date.now()), 15_000);

const full = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" });

/** "4m", or in words "4 minutes ago", with the whole date as tooltip. */
export function Ago({ at, prefix = "", words }: { at: string; prefix?: string; words?: boolean }) {
  const short = shortAgo(at, now.value);
  const long = prefix + (short === "now" ? "just now" : `${longAgo(at, now.value)} ago`);
  return (
    <time dateTime={at} title={full.format(new Date(at))}>
      {words ? (
        long
      ) : (
        <>
          <span aria-hidden="true">{short}</span>
          <span class="visually-hidden">{long}</span>
        </>
      )}
    </time>
  );
}
