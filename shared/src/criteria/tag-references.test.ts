import { expect, test } from "vitest";
import { when } from "./cases/case.ts";
import type { Criteria } from "./criteria.ts";
import { replaceTags, tagsReferredTo } from "./tag-references.ts";

const criteria: Criteria = {
  all: [
    when("contact.tags", "hasAnyOf", [7, 8]),
    { none: [when("conversation.tags", "hasAllOf", [8, 9, 1])] },
    when("contact.segments", "hasAnyOf", [8]),
    when("contact.tags", "isEmpty"),
    when("contact.email", "equals", "8"),
  ],
};

test("the tags that criteria name are found wherever they stand (T10)", () => {
  expect(tagsReferredTo(criteria)).toEqual(new Set([7, 8, 9, 1]));
});

test("a merged tag is replaced wherever it stands, once in a list, and nothing else is (T10)", () => {
  expect(replaceTags(criteria, new Set([8, 9]), 7)).toEqual({
    all: [
      when("contact.tags", "hasAnyOf", [7]),
      { none: [when("conversation.tags", "hasAllOf", [7, 1])] },
      when("contact.segments", "hasAnyOf", [8]),
      when("contact.tags", "isEmpty"),
      when("contact.email", "equals", "8"),
    ],
  });
});

test("criteria that name none of the tags stay the same object", () => {
  expect(replaceTags(criteria, new Set([3]), 7)).toBe(criteria);
});
