import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalizeTagName, tagNameLength, type TagNames } from "./tag-name.ts";

const slug = (typed: string) => normalizeTagName(typed, "slug");
const asTyped = (typed: string) => normalizeTagName(typed, "as_typed");

describe("as a slug (T1)", () => {
  test.each([
    ["VIP Customer", "vip-customer"],
    ["  Early   Adopter!  ", "early-adopter"],
    ["vip-customer", "vip-customer"],
    ["Source: Facebook", "source-facebook"],
    ["a_b/c", "a-b-c"],
    ["---", ""],
    ["", ""],
  ])("%j is stored as %j", (typed, stored) => {
    expect(slug(typed)).toBe(stored);
  });

  test.each([
    ["Größe", "größe"],
    ["Кли́ент", "кли́ент"],
    ["重要なお客様", "重要なお客様"],
    ["عميل مهم", "عميل-مهم"],
    ["हिन्दी ग्राहक", "हिन्दी-ग्राहक"],
    ["Ligne 2²", "ligne-2²"],
  ])("letters of any script are kept: %j", (typed, stored) => {
    expect(slug(typed)).toBe(stored.normalize("NFC"));
  });

  test("composed and decomposed letters are the same tag", () => {
    expect(slug("Cafe\u0301")).toBe(slug("Caf\u00E9"));
    expect(slug("e\u034F\u0301")).toBe("\u00E9");
  });

  test("width makes no second tag", () => {
    expect(slug("ＶＩＰ　Ｃｕｓｔｏｍｅｒ")).toBe("vip-customer");
    expect(slug("ｶﾞｲﾄﾞ")).toBe(slug("ガイド"));
  });

  test("emoji are no letters", () => {
    expect(slug("🔥")).toBe("");
    expect(slug("❤\uFE0F")).toBe("");
    expect(slug("🔥 hot lead 🔥")).toBe("hot-lead");
    expect(slug("1\uFE0F\u20E3")).toBe("1");
  });

  test("what cannot be seen makes no second tag, and no tag alone", () => {
    expect(slug("v\u200Bi\u202Ep\u00AD")).toBe("vip");
    expect(slug("\u3164\u115F")).toBe("");
    expect(slug("\u0301")).toBe("");
    expect(slug("\u0301vip")).toBe("vip");
  });

  test("what PostgreSQL cannot hold is no letter", () => {
    expect(slug("a\u0000b\uD800c")).toBe("a-b-c");
  });
});

describe("as typed (T1)", () => {
  test.each([
    ["VIP", "VIP"],
    [" Pricing \t inquiry\n", "Pricing inquiry"],
    ["Source: Facebook", "Source: Facebook"],
    ["👩‍👩‍👧 family", "👩‍👩‍👧 family"],
    ["می‌خواهم", "می‌خواهم"],
    ["\u202Evip\u0007\u200B", "vip"],
    ["a \u0001 b", "a b"],
    ["\uFEFF\u2060 \u200D", ""],
    ["Cafe\u0301", "Caf\u00E9"],
  ])("%j is stored as %j", (typed, stored) => {
    expect(asTyped(typed)).toBe(stored);
  });

  test("letters that only look alike stay different", () => {
    expect(asTyped("vip")).not.toBe(asTyped("v\u0456p"));
  });
});

test("a name's length is counted in characters, not in what they are made of", () => {
  expect(tagNameLength("🔥".repeat(50))).toBe(50);
});

test.each<TagNames>(["slug", "as_typed"])("normalizing twice changes nothing (%s)", (tagNames) => {
  const hostile = fc.constantFrom(
    ...Array.from(
      "İıßςΣſKΩﬁＡｶﾞ\uFFA0\u0345\u0301\u034F\u200D\u200B\u00A0\u0085\uFEFF\uFE0F\u20E3\u3164\u1100\u1161\u11A8🔥-_ \u0000\u0007",
    ),
  );
  const typed = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc
      .array(fc.oneof(hostile, fc.string({ unit: "grapheme", maxLength: 2 })))
      .map((all) => all.join("")),
  );
  fc.assert(
    fc.property(typed, (text) => {
      const once = normalizeTagName(text, tagNames);
      expect(normalizeTagName(once, tagNames)).toBe(once);
      expect(once.normalize("NFC")).toBe(once);
    }),
    { numRuns: 3_000 },
  );
});
