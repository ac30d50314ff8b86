import { expect, test } from "vitest";
import { messageText } from "./text.ts";

const taken = (text: string) => messageText.safeParse(text).success;

test.each([
  "",
  " \n\t\u00a0",
  "\u200b",
  " \n\u200b ",
  "\u2060\u2800",
  "\u115f\u1160",
  "\u3164\ufe0f",
  "\u202e\u200d\u00ad",
  "\u0301",
])("a message of which nothing can be seen is none: %j", (text) => {
  expect(taken(text)).toBe(false);
});

test.each(["a", "?", "👍", "👨‍👩‍👧", "❤️", "1️⃣", "🇳🇱", "é", "ไทย", "שלום", "₿", "\u202eabc", "\u2801"])(
  "a message with something to see is taken: %j",
  (text) => {
    expect(taken(text)).toBe(true);
  },
);
