import { signal } from "@preact/signals";
import { longAgo, moment, shortAgo } from "./format-time.ts";

/** The clock of every relative time on the page, ticking once for all. */
export const now = signal(Date.now());
setInterval(() => (now.value = Date.now()), 15_000);

/** "4m", or in words "4 minutes ago", with the whole date as tooltip. */
export function Ago({
  at,
  prefix = "",
  words,
  lasting,
}: {
  at: string;
  prefix?: string;
  words?: boolean;
  /** It goes on since then: "for 4 minutes" where "4 minutes ago" would stand. */
  lasting?: boolean;
}) {
  const short = shortAgo(at, now.value);
  const passed = longAgo(at, now.value);
  const long = lasting ? `for ${passed}` : short === "now" ? "just now" : `${passed} ago`;
  return (
    <time dateTime={at} title={moment(at)}>
      {words ? (
        prefix + long
      ) : (
        <>
          <span aria-hidden="true">{short}</span>
          <span class="visually-hidden">{prefix + long}</span>
        </>
      )}
    </time>
  );
}
