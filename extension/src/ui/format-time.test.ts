import { expect, test } from "vitest";
import { dayLabel, longAgo, sameDay, shortAgo } from "./format-time.ts";

const now = Date.parse("2026-05-30T12:00:00");
const ago = (milliseconds: number) => new Date(now - milliseconds).toISOString();

test.each([
  [0, "now", "less than a minute"],
  [59_999, "now", "less than a minute"],
  [60_000, "1m", "1 minute"],
  [3_599_999, "59m", "59 minutes"],
  [3_600_000, "1h", "1 hour"],
  [86_400_000 * 3, "3d", "3 days"],
  [-5_000, "now", "less than a minute"],
])("%i ms ago is %s, read out as %s", (passed, short, long) => {
  expect(shortAgo(ago(passed), now)).toBe(short);
  expect(longAgo(ago(passed), now)).toBe(long);
});

test("days are named from the reader's calendar", () => {
  expect(dayLabel("2026-05-30T00:00:01", now)).toBe("Today");
  expect(dayLabel("2026-05-29T23:59:59", now)).toBe("Yesterday");
  expect(dayLabel("2026-05-25T12:00:00", now)).toBe("Monday 25 May");
  expect(dayLabel("2025-12-31T12:00:00", now)).toBe("31 Dec 2025");
});

test("two instants around midnight are not the same day", () => {
  expect(sameDay("2026-05-29T23:59:59", "2026-05-30T00:00:00")).toBe(false);
  expect(sameDay("2026-05-30T00:00:00", "2026-05-30T23:59:59")).toBe(true);
});
