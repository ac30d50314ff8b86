import { expect, test } from "vitest";
import { findNearTwin, groupNearTwins } from "./near-twin.ts";

const tags = [{ name: "vip" }, { name: "Early adopter" }, { name: "🔥" }];
const twin = (name: string) => findNearTwin(name, tags)?.name;

test("a near twin differs only in case, width, blanks or signs (T1)", () => {
  expect(twin("VIP")).toBe("vip");
  expect(twin("ｖｉｐ")).toBe("vip");
  expect(twin("V.I.P.")).toBe("vip");
  expect(twin("early-adopter")).toBe("Early adopter");
});

test("a name in look-alike letters of another script is a near twin (B8)", () => {
  expect(twin("vіp")).toBe("vip");
  expect(twin("νιρ")).toBe("vip");
  expect(twin("Еarly аdорtеr")).toBe("Early adopter");
  expect(groupNearTwins([{ name: "ВИП" }, { name: "vip" }, { name: "日本" }])).toEqual([]);
});

test("another name is no twin, and none is a twin of itself", () => {
  expect(twin("vip")).toBeUndefined();
  expect(twin("vips")).toBeUndefined();
  expect(twin("💧")).toBeUndefined();
});

test("look-alikes are found across case, width, blanks and signs (T10)", () => {
  const names = ["VIP", "refund", "v-i-p", "Early adopter", "ｖｉｐ ", "early_adopter", "🔥", "💧"];
  const groups = groupNearTwins(names.map((name) => ({ name })));
  expect(groups.map((group) => group.map(({ name }) => name))).toEqual([
    ["VIP", "v-i-p", "ｖｉｐ "],
    ["Early adopter", "early_adopter"],
  ]);
});
