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

/** Clock and dates as a locale writes them; the browser's unless told. */
export function timeFormats(locale?: string) {
  const clockFormat = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
  const dateFormat = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  const dateInYearFormat = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
  const weekdayFormat = new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
  });
  const momentFormat = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" });

  return {
    /** "2:05 PM" or "14:05". */
    clock: (at: string) => clockFormat.format(new Date(at)),

    /** "May 30, 2026" or "30 May 2026". */
    date: (at: string) => dateFormat.format(new Date(at)),

    /** The whole of it, for tooltips. */
    moment: (at: string) => momentFormat.format(new Date(at)),

    /** Where room is short: the clock of today, the day of this year, else the date. */
    shortDate(at: string, now: number): string {
      const then = new Date(at);
      const today = new Date(now);
      if (midnight(then) === midnight(today)) return clockFormat.format(then);
      return (then.getFullYear() === today.getFullYear() ? dateInYearFormat : dateFormat).format(
        then,
      );
    },

    /** "Today", "Yesterday", "Friday, May 29", or the date when it lies in another year. */
    dayLabel(at: string, now: number): string {
      const then = new Date(at);
      const today = new Date(now);
      const days = Math.round((midnight(today) - midnight(then)) / day);
      if (days === 0) return "Today";
      if (days === 1) return "Yesterday";
      return (then.getFullYear() === today.getFullYear() ? weekdayFormat : dateFormat).format(then);
    },
  };
}

export const { clock, date, moment, shortDate, dayLabel } = timeFormats();

/** Two instants on the same local day. */
export const sameDay = (first: string, second: string) =>
  midnight(new Date(first)) === midnight(new Date(second));

function midnight(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}
