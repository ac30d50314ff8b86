import { expect, test } from "vitest";
import { mayAttach } from "./attach-policy.ts";

const tag = { id: 7, name: "vip", scope: "both", deleted_at: null } as const;
const contact = { noun: "contact", scope: "contact" } as const;
const has = (count: number, historical = false) =>
  Array.from({ length: count }, (_, at) => ({ tagId: 100 + at, historical }));

test("a tag may be added below the limit and not at it (T7)", () => {
  expect(mayAttach(tag, contact, has(19), 20)).toBe(true);
  expect(() => mayAttach(tag, contact, has(20), 20)).toThrow("at most 20 tags");
  expect(() => mayAttach(tag, contact, has(1), 1)).toThrow("at most 1 tag:");
  expect(mayAttach(tag, contact, has(500), null)).toBe(true);
});

test("historical assignments do not count towards the limit (T5)", () => {
  expect(mayAttach(tag, contact, [...has(19), ...has(5, true)], 20)).toBe(true);
});

test("what is there already is no change, even at the limit or after its scope changed (T11)", () => {
  const attached = [...has(20), { tagId: 7, historical: false }];
  expect(mayAttach(tag, contact, attached, 20)).toBe(false);
  expect(mayAttach({ ...tag, scope: "conversation" }, contact, attached, 20)).toBe(false);
});

test("a scope that does not fit is refused before the limit is looked at (T2)", () => {
  expect(() => mayAttach({ ...tag, scope: "conversation" }, contact, has(20), 20)).toThrow(
    "“vip” is for conversations only.",
  );
});

test("a deleted tag is refused even where it is assigned (T5)", () => {
  const attached = [{ tagId: 7, historical: true }];
  expect(() => mayAttach({ ...tag, deleted_at: new Date() }, contact, attached, 20)).toThrow(
    "“vip” was deleted",
  );
});
