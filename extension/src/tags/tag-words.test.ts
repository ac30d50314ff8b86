import { criteriaUserInWords } from "@tagalong/shared/contracts/criteria-user.ts";
import { expect, test } from "vitest";
import { recordsInWords, usageOf } from "./tag-words.ts";

const segment = { kind: "segment", id: 3, name: "Enterprise" } as const;
const usage = new Map(
  [
    {
      tagId: 1,
      records: { contacts: 1200, conversations: 1, leads: 0, deals: 0 },
      usedBy: [segment],
    },
    {
      tagId: 2,
      records: { contacts: 3, conversations: 0, leads: 1, deals: 2 },
      usedBy: [segment, { kind: "queue" as const, id: 3, name: "VIP" }],
    },
  ].map((each) => [each.tagId, each]),
);

test("counts are said in words, and nothing is said of what is not there (T3)", () => {
  expect(recordsInWords({ contacts: 1200, conversations: 1, leads: 0, deals: 0 })).toBe(
    "1,200 contacts, 1 conversation",
  );
  expect(recordsInWords({ contacts: 0, conversations: 2, leads: 1, deals: 0 })).toBe(
    "2 conversations, 1 lead",
  );
  expect(recordsInWords({ contacts: 0, conversations: 0, leads: 0, deals: 0 })).toBe("");
});

test("what uses several tags is named once (T10)", () => {
  const { records, usedBy } = usageOf([1, 2, 9], usage);
  expect(records).toEqual({ contacts: 1203, conversations: 1, leads: 1, deals: 2 });
  expect(usedBy.map(criteriaUserInWords)).toEqual(["Segment “Enterprise”", "Queue “VIP”"]);
});
