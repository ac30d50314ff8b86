import { expect, test } from "vitest";
import { readPhone } from "./read-phone.ts";

test.each([
  ["+49 151 23456789", null, "+4915123456789"],
  ["+49 (0)151 / 234-567 89", null, "+4915123456789"],
  ["0049 151 23456789", null, "+4915123456789"],
  ["＋４９ １５１ ２３４５６７８９", null, "+4915123456789"],
  ["\u202A+49 151 23456789\u202C", null, "+4915123456789"],
  ["0151 23456789", "DE", "+4915123456789"],
  ["(202) 555-0134", "US", "+12025550134"],
  ["+44 20 7946 0018", "US", "+442079460018"],
  ["+290 51234", null, "+29051234"],
])("%j in %j is %j (C1)", (typed, country, phone) => {
  expect(readPhone(typed, country)).toEqual({ phone });
});

test.each([
  ["0151 23456789", null, /Begin with \+/],
  ["0151 23456789", "XX", /Begin with \+/],
  ["+49 1", null, /too short/],
  ["+1 555 0101", null, /too short/],
  ["+49 151 23456789 23456789 23456789", null, /too long/],
  ["+999 151 23456789", null, /Begin with \+/],
  ["+1 202 555 0134 ext. 12", null, /extension/],
  ["call me", "DE", /not a phone number/],
  ["ann@example.org", "DE", /not a phone number/],
  ["+".repeat(400), null, /too long/],
])("%j in %j is refused", (typed, country, problem) => {
  expect(readPhone(typed, country)).toEqual({ problem: expect.stringMatching(problem) });
});
