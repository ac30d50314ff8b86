import { words } from "../strings.ts";

const time = new Intl.DateTimeFormat([], { timeStyle: "short" });
const date = new Intl.DateTimeFormat([], { dateStyle: "medium" });

export const timeOf = (at: string | number) => time.format(new Date(at));

/** "Today", "Yesterday" or the date, in the visitor's own time zone. */
export function dayOf(at: string | number, now = new Date()): string {
  const day = date.format(new Date(at));
  if (day === date.format(now)) return words.today;
  const before = new Date(now);
  before.setDate(now.getDate() - 1);
  return day === date.format(before) ? words.yesterday : day;
}
