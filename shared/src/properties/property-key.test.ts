import { expect, test } from "vitest";
import { propertyKeyPattern } from "../contracts/property.ts";
import { derivePropertyKey } from "./property-key.ts";

test.each([
  ["Plan tier", "plan_tier"],
  ["  Plan – Tier! ", "plan_tier"],
  ["Größe (cm)", "grosse_cm"],
  ["Łódź", "lodz"],
  ["ＦＵＬＬ width", "full_width"],
  ["2026 revenue", "p_2026_revenue"],
  ["Тариф", "property"],
  ["🎉", "property"],
  ["constructor", "constructor_2"],
  ["__proto__", "proto"],
  ["a".repeat(80), "a".repeat(50)],
])("the label %j has the key %j (C1)", (label, key) => {
  expect(derivePropertyKey(label, new Set())).toBe(key);
  expect(key).toMatch(propertyKeyPattern);
});

test("a key that is taken is given a number, within the length there is", () => {
  expect(derivePropertyKey("Plan tier", new Set(["plan_tier", "plan_tier_2"]))).toBe("plan_tier_3");
  const long = derivePropertyKey("a".repeat(80), new Set(["a".repeat(50)]));
  expect(long).toBe(`${"a".repeat(48)}_2`);
});
