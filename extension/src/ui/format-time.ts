const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago, as short as a list wants it: "now", "4m", "2h", "3d". */
export function shortAgo(at: string, now: number): string {
  const passed = Math.max(0, now - Date.parse(at));
  if (passed < minute) return "now";
  if (passed < hour) return `${Math.floor(passed / minute)}m`;
  if (passed < day) return `${Math.floor(passed / hour)}h`;
  return `${Math.floor(passed / day)}d`;
}

/** How long ago in words, for what is read out: "4 minutes". */
export function longAgo(at: string, now: number): string {
  const passed = Math.max(0, now - Date.parse(at));
  if (passed < minute) return "less than a minute";
  const [count, unit] =
    passed < hour
      ? [Math.floor(passed / minute), "minute"]
      : passed < day
        ? [Math.floor(passed / hour), "hour"]
        : [Math.floor(passed / day), "day"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

const clockFormat = new Intl.DateTimeFormat("en", {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const dateFormat = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
});
const weekdayFormat = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
});

/** "14:05", local time. */
export const clock = (at: string) => clockFormat.format(new Date(at));

/** "30 May 2026", local time. */
export const date = (at: string) => dateFormat.format(new Date(at));

/** "Today", "Yesterday", "Friday 29 May", or the date when it lies in another year. */
export function dayLabel(at: string, now: number): string {
  const then = new Date(at);
  const today = new Date(now);
  const days = Math.round((midnight(today) - midnight(then)) / day);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  return then.getFullYear() === today.getFullYear()
    ? weekdayFormat.format(then)
    : dateFormat.format(then);
}

/** Two instants on the same local day. */
export const sameDay = (first: string, second: string) =>
  midnight(new Date(first)) === midnight(new Date(second));

const midnight = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
