import { about, caseNow, row, rows, when } from "./case.ts";
import type { CriteriaCase } from "./case.ts";

const day = 24 * 60 * 60 * 1000;
const seen = (iso: string) => about({ lastSeenAt: new Date(iso) });
const ago = (milliseconds: number) => about({ lastSeenAt: new Date(+caseNow - milliseconds) });
const renews = (value: unknown) => about({ properties: { renewal: value } });

const empties: [string, ReturnType<typeof about>][] = [
  ["no date", about()],
  ["null", about({ lastSeenAt: null })],
];

/** Stored values that are no instants: of another shape, or days and hours that do not exist. */
const notInstants: [string, ReturnType<typeof about>][] = [
  "2026-01-02",
  "2026-01-02T00:00:00Z",
  "2026-01-02T00:00:00.000",
  "2026-01-02t00:00:00.000z",
  "2026-02-29T00:00:00.000Z",
  "2026-04-31T00:00:00.000Z",
  "1900-02-29T00:00:00.000Z",
  "2026-13-01T00:00:00.000Z",
  "2026-00-01T00:00:00.000Z",
  "2026-01-01T24:00:00.000Z",
  "2026-01-01T00:60:00.000Z",
  "0000-01-01T00:00:00.000Z",
  "+010000-01-01T00:00:00.000Z",
  "infinity",
  "now",
  "yesterday",
  "epoch",
  "2026-01-02T00:00:00.000Z\n",
  "٢٠٢٦-01-02T00:00:00.000Z",
  1767312000000,
  true,
  ["2026-01-02T00:00:00.000Z"],
  { at: "2026-01-02T00:00:00.000Z" },
].map((value) => [JSON.stringify(value), renews(value)]);

export const dateCases: CriteriaCase[] = [
  ...rows("before", when("contact.lastSeenAt", "before", "2026-01-02T09:00:00Z"), {
    yes: [["a millisecond earlier", seen("2026-01-02T08:59:59.999Z")]],
    no: [["that instant", seen("2026-01-02T09:00:00.000Z")], ...empties],
  }),
  ...rows("after", when("contact.lastSeenAt", "after", "2026-01-02T09:00:00Z"), {
    yes: [["a millisecond later", seen("2026-01-02T09:00:00.001Z")]],
    no: [["that instant", seen("2026-01-02T09:00:00.000Z")], ...empties],
  }),
  ...rows("between", when("contact.lastSeenAt", "between", ["2026-01-01", "2026-01-31"]), {
    yes: [
      ["the first instant", seen("2026-01-01T00:00:00.000Z")],
      ["the last instant", seen("2026-01-31T00:00:00.000Z")],
    ],
    no: [
      ["a millisecond earlier", seen("2025-12-31T23:59:59.999Z")],
      ["a millisecond later", seen("2026-01-31T00:00:00.001Z")],
      ...empties,
    ],
  }),
  row(
    "meaning 4: a date without time is midnight in UTC",
    when("contact.lastSeenAt", "after", "2026-01-02"),
    seen("2026-01-02T00:00:00.001Z"),
    true,
  ),
  row(
    "meaning 4: an offset is taken into account",
    when("contact.lastSeenAt", "before", "2026-01-02T01:00+02:00"),
    seen("2026-01-01T22:59:59.999Z"),
    true,
  ),
  row(
    "meaning 4: an offset moves the day",
    when("contact.lastSeenAt", "before", "2026-01-02T01:00+02:00"),
    seen("2026-01-01T23:00:00.000Z"),
    false,
  ),
  ...rows("meaning 4: in the last 7 days", when("contact.lastSeenAt", "inLastDays", 7), {
    yes: [
      ["now", ago(0)],
      ["7 × 24 h ago", ago(7 * day)],
    ],
    no: [
      ["a millisecond more than 7 days ago", ago(7 * day + 1)],
      ["a millisecond ahead", ago(-1)],
      ...empties,
    ],
  }),
  ...rows("meaning 4: more than 90 days ago", when("contact.lastSeenAt", "moreThanDaysAgo", 90), {
    yes: [["a millisecond more", ago(90 * day + 1)]],
    no: [["90 × 24 h ago", ago(90 * day)], ["now", ago(0)], ["ahead", ago(-day)], ...empties],
  }),
  ...rows("meaning 4: in the next 7 days", when("contact.lastSeenAt", "inNextDays", 7), {
    yes: [
      ["a millisecond ahead", ago(-1)],
      ["7 × 24 h ahead", ago(-7 * day)],
    ],
    no: [["now", ago(0)], ["a millisecond more", ago(-7 * day - 1)], ["past", ago(1)], ...empties],
  }),
  ...rows("meaning 2: date is empty", when("contact.lastSeenAt", "isEmpty"), {
    yes: empties,
    no: [["a date", ago(0)]],
  }),
  ...rows("meaning 3: date is not empty", when("contact.lastSeenAt", "isNotEmpty"), {
    yes: [["a date", ago(0)]],
    no: empties,
  }),
  row(
    "the field contact.createdAt is read",
    when("contact.createdAt", "after", "2026-01-01"),
    about({ createdAt: caseNow }),
    true,
  ),
  row(
    "the field contact.firstSeenAt is read",
    when("contact.firstSeenAt", "after", "2026-01-01"),
    about({ firstSeenAt: caseNow }),
    true,
  ),
  row(
    "the field conversation.createdAt is read",
    when("conversation.createdAt", "inLastDays", 1),
    about({}, { createdAt: caseNow }),
    true,
  ),

  ...rows("date property before", when("contact.property.renewal", "before", "2026-03-01"), {
    yes: [
      ["an earlier instant", renews("2026-02-28T23:59:59.999Z")],
      ["a leap day", renews("2024-02-29T00:00:00.000Z")],
      ["the leap day of 2000", renews("2000-02-29T00:00:00.000Z")],
      ["the year 1", renews("0001-01-01T00:00:00.000Z")],
    ],
    no: [
      ["that instant", renews("2026-03-01T00:00:00.000Z")],
      ["the year 9999", renews("9999-12-31T23:59:59.999Z")],
      ...notInstants,
    ],
  }),
  ...rows(
    "the last moment there is",
    when("contact.property.renewal", "between", ["0001-01-01", "9999-12-31T23:59:59.999Z"]),
    {
      yes: [
        ["the year 1", renews("0001-01-01T00:00:00.000Z")],
        ["the year 9999", renews("9999-12-31T23:59:59.999Z")],
      ],
      no: notInstants,
    },
  ),
  ...rows(
    "nothing is after the last moment",
    when("contact.property.renewal", "after", "9999-12-31T23:59:59.999Z"),
    {
      no: [["the year 9999", renews("9999-12-31T23:59:59.999Z")], ...notInstants],
    },
  ),
  ...rows("meaning 8: what is no instant is empty", when("contact.property.renewal", "isEmpty"), {
    yes: notInstants,
    no: [["an instant", renews("2026-02-28T23:59:59.999Z")]],
  }),
];
