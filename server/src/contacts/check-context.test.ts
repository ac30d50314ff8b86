import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import { expect, test } from "vitest";
import { checkContext } from "./check-context.ts";

const both: PropertyDefinition["writers"] = ["signed_context", "unsigned_context"];
const define = (
  key: string,
  kind: PropertyDefinition["kind"],
  rest: Partial<PropertyDefinition> = {},
): [string, PropertyDefinition] => [
  key,
  { key, label: key, kind, choices: [], writers: both, ...rest },
];
const definitions = new Map([
  define("plan", "choice", { choices: ["Trial", "Enterprise"] }),
  define("seats", "number"),
  define("beta", "boolean"),
  define("since", "date"),
  define("region", "text"),
  define("score", "number", { writers: ["agent", "api"] }),
  define("credit", "number", { writers: ["signed_context"] }),
]);

const check = (properties: Record<string, string | number | boolean>, signed = false) =>
  checkContext({ properties }, definitions, signed ? "signed_context" : "unsigned_context");

test("properties of their kinds are accepted (C1)", () => {
  const properties = {
    plan: "ENTERPRISE",
    seats: 5,
    beta: false,
    since: "2026-01-31",
    region: "x",
  };
  expect(() => check(properties)).not.toThrow();
  expect(() => check({ credit: 10 }, true)).not.toThrow();
});

test.each([
  ["unknown", { nobody: 1 }, "nobody"],
  ["named like what every object has", { constructor: "x" }, "constructor"],
  ["no choice of its list", { plan: "Gold" }, "plan"],
  ["text for a number", { seats: "5" }, "seats"],
  ["no finite number", { seats: Number.POSITIVE_INFINITY }, "seats"],
  ["text for yes or no", { beta: "yes" }, "beta"],
  ["a day that does not exist", { since: "2026-02-30" }, "since"],
  ["a number for text", { region: 1 }, "region"],
  ["text that cannot be stored", { region: "a\0b" }, "region"],
  ["for agents and programs only", { score: 1 }, "score"],
  ["for signed context only", { credit: 1 }, "credit"],
])("a property that is %s is refused by its path", (_why, properties, key) => {
  const path = `context.properties.${key}`;
  expect(() => check(properties as Record<string, string>)).toThrow(
    expect.objectContaining({ code: "invalid_context", path }),
  );
});
