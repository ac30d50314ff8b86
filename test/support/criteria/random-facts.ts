import { caseNow } from "@tagalong/shared/criteria/cases/case.ts";
import type { ContactFacts, ConversationFacts, Facts } from "@tagalong/shared/criteria/facts.ts";
import { fold } from "@tagalong/shared/criteria/fold.ts";
import fc from "fast-check";
import { largestSegment } from "./fact-table.ts";

const day = 24 * 60 * 60 * 1000;

/** Few texts, so that contacts and conditions meet, and all of them trouble. */
export const texts = [
  "acme",
  "ACME GmbH",
  " Ａｃｍｅ ",
  "İstanbul",
  "i\u0307stanbul",
  "STRAẞE",
  "straße",
  "ΟΔΟΣ",
  "οδοσα",
  "Cafe\u0301",
  "a%c",
  "a_c",
  "\\",
  "'\"$1{}",
  "👍🏽",
  "👍",
  "us",
  "EU",
  "5",
  "true",
  "2026-06-15T12:00:00.000Z",
  "a",
];

/** What PostgreSQL can hold: everything else never reaches a row. */
const storable = fc
  .string({ unit: "binary", maxLength: 6 })
  .map((text) => text.replaceAll("\0", ""));

const writtenText = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...texts) },
  { weight: 1, arbitrary: storable },
);
const text = fc.oneof(
  { weight: 5, arbitrary: writtenText.map(fold) },
  { weight: 1, arbitrary: fc.constantFrom(null, undefined, "") },
);

/** Around the edges of windows of 1, 7 and 90 days, then anywhere. */
export const instant = fc
  .oneof(
    fc
      .tuple(
        fc.constantFrom(0, 1, -1, 7, -7, 90, -90),
        fc.constantFrom(-1, 0, 1, 999, -999, 3_600_000),
      )
      .map(([days, off]) => +caseNow + days * day + off),
    fc.integer({ min: Date.UTC(1900), max: Date.UTC(2200) }),
  )
  .map((at) => new Date(at));
const maybeInstant = fc.option(instant, { freq: 4 });

export const someId = fc.integer({ min: 1, max: 4 });
const maybeId = fc.option(someId, { freq: 3 });
const tagIds = fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 5 });
const segmentIds = fc.uniqueArray(fc.integer({ min: 1, max: largestSegment }), { maxLength: 4 });

export const someNumber = fc.oneof(
  fc.constantFrom(0, 1, 5, 5.5, -1, 70, 0.1, 0.3, 2 ** 53, 2 ** 53 - 1, 1e300, -1e300, 5e-324),
  fc.integer({ min: -3, max: 8 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** JSON that no property of its kind would hold; a column may hold it all the same. */
const misfit = fc.oneof(
  fc.constantFrom(null, "", true, 5, "5", "2026-02-30T00:00:00.000Z", "0000-01-01T00:00:00.000Z"),
  fc
    .jsonValue({ maxDepth: 1 })
    .map((value): unknown => JSON.parse(JSON.stringify(value).replaceAll("\\u0000", "x"))),
);
const property = <T>(fit: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: fit }, { weight: 2, arbitrary: misfit });

const properties = fc.record(
  {
    plan_tier: property(text.map((one) => one ?? "")),
    seats: property(someNumber),
    trial: property(fc.boolean()),
    renewal: property(instant.map((at) => at.toISOString())),
    region: property(fc.constantFrom("na", "eu", "apac")),
    constructor: property(fc.constantFrom("a", "acme")),
  },
  { requiredKeys: [] },
);

const contact: fc.Arbitrary<ContactFacts> = fc.record({
  email: text,
  name: text,
  company: text,
  phone: text,
  country: text,
  externalId: text,
  owner: maybeId,
  createdAt: instant,
  firstSeenAt: maybeInstant,
  lastSeenAt: maybeInstant,
  tags: tagIds,
  segments: segmentIds,
  properties,
});

const conversation: fc.Arbitrary<ConversationFacts> = fc.record({
  channel: fc.constantFrom("widget", "email", ""),
  topic: text,
  subject: text,
  language: text,
  pageUrl: text,
  status: fc.constantFrom("open", "snoozed", "closed"),
  priority: fc.constantFrom("urgent", "high", "normal", "low"),
  queue: maybeId,
  team: maybeId,
  assignee: maybeId,
  createdAt: instant,
  tags: tagIds,
  contextSegments: fc.uniqueArray(
    fc.record({
      segment: fc.integer({ min: 1, max: largestSegment }),
      trusted: fc.boolean(),
    }),
    { maxLength: 3, selector: (one) => one.segment },
  ),
});

export const randomFacts: fc.Arbitrary<Facts> = fc.record({ contact, conversation });
