import { expect, test } from "vitest";
import { refuseHostile } from "./refuse-hostile.ts";

const parsed = (text: string) => () => refuseHostile(JSON.parse(text));

test("ordinary input passes", () => {
  for (const text of ["{}", "[]", "null", "7", '{"a":[{"constructor":1}]}', '"__proto__"']) {
    expect(parsed(text)).not.toThrow();
  }
  const keys = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`k${at}`, at]));
  expect(() => refuseHostile(keys)).not.toThrow();
});

test("a depth of 10,000 is refused, and no stack overflows (B2)", () => {
  for (const [open, close] of [
    ["[", "]"],
    ['{"a":', "}"],
  ] as const) {
    const text = `${open.repeat(10_000)}1${close.repeat(10_000)}`;
    expect(parsed(text)).toThrow(expect.objectContaining({ code: "invalid_request" }));
  }
});

test("the key __proto__ is refused however it is written (B2)", () => {
  for (const text of [
    '{"__proto__":{}}',
    '{"a":[{"b":{"__proto__":1}}]}',
    '{"\\u005f_proto__":{"admin":true}}',
  ]) {
    expect(parsed(text)).toThrow(expect.objectContaining({ code: "invalid_request" }));
  }
  expect(Reflect.get({}, "admin")).toBeUndefined();
});
