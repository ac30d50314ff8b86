import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoInstant, parseInstant, readInstant } from "./instant.ts";

describe("instants (meaning 4)", () => {
  it.each([
    ["2026-01-02", "2026-01-02T00:00:00.000Z"],
    ["2026-01-02T09:30Z", "2026-01-02T09:30:00.000Z"],
    ["2026-01-02T09:30:15Z", "2026-01-02T09:30:15.000Z"],
    ["2026-01-02T09:30:15.1Z", "2026-01-02T09:30:15.100Z"],
    ["2026-01-02T01:00:00+02:00", "2026-01-01T23:00:00.000Z"],
    ["2026-01-01T23:30:00-05:30", "2026-01-02T05:00:00.000Z"],
    ["2024-02-29", "2024-02-29T00:00:00.000Z"],
  ])("%s is %s", (written, iso) => {
    expect(isoInstant(parseInstant(written) ?? Number.NaN)).toBe(iso);
  });

  it.each([
    "",
    "2026",
    "2026-1-2",
    "2026-02-29",
    "2026-04-31",
    "1900-02-29",
    "2026-01-02T09:30",
    "2026-01-02T24:00Z",
    "2026-01-02T09:30:60Z",
    "2026-01-02T09:30Z ",
    "2026-01-02 09:30Z",
    "2026-01-02T09:30+24:00",
    "2026-01-02T09:30+02:60",
    "0000-12-31",
    "0001-01-01T00:00+01:00",
    "9999-12-31T23:30-01:00",
    "tomorrow",
    "1767312000000",
  ])("%j is none", (written) => {
    expect(parseInstant(written)).toBeNull();
  });

  it("reads every instant it writes, and knows every day of 800 years", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("0001-01-01"), noInvalidDate: true, max: new Date("9999-12-31") }),
        (at) => {
          expect(readInstant(isoInstant(+at))).toBe(+at);
        },
      ),
    );
    const day = 24 * 60 * 60 * 1000;
    for (let at = Date.UTC(1600, 0, 1); at < Date.UTC(2400, 0, 1); at += day) {
      if (readInstant(isoInstant(at)) !== at) throw new Error(isoInstant(at));
    }
  });
});
