import { expect, test } from "vitest";
import { longAgo, sameDay, shortAgo, timeFormats } from "./format-time.ts";

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

const american = timeFormats("en-US");
const british = timeFormats("en-GB");

test("clock and dates are written as the browser's locale writes them", () => {
  const at = "2026-05-30T17:05:00";
  // ICU sets a narrow space before AM and PM.
  expect(american.clock(at)).toMatch(/^5:05\sPM$/);
  expect(british.clock(at)).toBe("17:05");
  expect(american.date(at)).toBe("May 30, 2026");
  expect(british.date(at)).toBe("30 May 2026");
  expect(timeFormats("de").date(at)).toBe("30.05.2026");
});

test("a short date leaves out what today and this year say", () => {
  expect(british.shortDate("2026-05-30T00:00:01", now)).toBe("00:00");
  expect(british.shortDate("2026-05-29T23:59:59", now)).toBe("29 May");
  expect(american.shortDate("2026-01-01T00:00:00", now)).toBe("Jan 1");
  expect(british.shortDate("2025-12-31T23:59:59", now)).toBe("31 Dec 2025");
});

test("days are named from the reader's calendar", () => {
  const { dayLabel } = british;
  expect(dayLabel("2026-05-30T00:00:01", now)).toBe("Today");
  expect(dayLabel("2026-05-29T23:59:59", now)).toBe("Yesterday");
  expect(dayLabel("2026-05-25T12:00:00", now)).toBe("Monday 25 May");
  expect(dayLabel("2025-12-31T12:00:00", now)).toBe("31 Dec 2025");
});

test("two instants around midnight are not the same day", () => {
  expect(sameDay("2026-05-29T23:59:59", "2026-05-30T00:00:00")).toBe(false);
  expect(sameDay("2026-05-30T00:00:00", "2026-05-30T23:59:59")).toBe(true);
});
