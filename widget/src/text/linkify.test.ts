import { expect, test } from "vitest";
import { linkify } from "./linkify.ts";

const links = (text: string) => linkify(text).flatMap(({ href }) => href ?? []);
const whole = (text: string) =>
  linkify(text)
    .map((part) => part.text)
    .join("");

test("A web address in a sentence becomes a link without the sentence's punctuation", () => {
  expect(linkify("See https://shop.example/a?b=1&c=%20. Thanks!")).toEqual([
    { text: "See " },
    { text: "https://shop.example/a?b=1&c=%20", href: "https://shop.example/a?b=1&c=%20" },
    { text: ". Thanks!" },
  ]);
  expect(links("(https://shop.example/a_(b)), and HTTP://other.example!?")).toEqual([
    "https://shop.example/a_(b)",
    "HTTP://other.example",
  ]);
});

test("Only http and https are links", () => {
  const text =
    "javascript:alert(1) data:text/html,x ftp://a.example mailto:a@b.example //c.example";
  expect(linkify(text)).toEqual([{ text }]);
});

test("An address that no browser could open stays text", () => {
  expect(links("https:// http://[ https://%%% http://a:b:c")).toEqual([]);
});

test("Every text comes out whole", () => {
  for (const text of [
    "",
    " ",
    "https://a.example",
    "a\nhttps://a.example\u202e\nb",
    "((((",
    "😀",
  ]) {
    expect(whole(text)).toBe(text);
  }
});

test("64 KB of repeated addresses, brackets or stars take linear time (B5)", () => {
  const hostile = [
    "https://a.example/(".repeat(3_600),
    `https://a.example/${")".repeat(64_000)}`,
    `https://a.example/${"(".repeat(32_000)}${")".repeat(32_000)}`,
    `https://a.example/${"*".repeat(50_000)}`,
    "http://http://http://".repeat(3_000),
    "https:/".repeat(9_000),
  ];
  const time = (text: string) => {
    const start = performance.now();
    expect(whole(text)).toBe(text);
    return performance.now() - start;
  };
  for (const text of hostile) expect(time(text), text.slice(0, 30)).toBeLessThan(500);
});
