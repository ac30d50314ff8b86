import { expect, test } from "vitest";
import { findNearTwin } from "./near-twin.ts";

const tags = [{ name: "vip" }, { name: "Early adopter" }, { name: "🔥" }];
const twin = (name: string) => findNearTwin(name, tags)?.name;

test("a near twin differs only in case, width, blanks or signs (T1)", () => {
  expect(twin("VIP")).toBe("vip");
  expect(twin("ｖｉｐ")).toBe("vip");
  expect(twin("V.I.P.")).toBe("vip");
  expect(twin("early-adopter")).toBe("Early adopter");
});

test("another name is no twin, and none is a twin of itself", () => {
  expect(twin("vip")).toBeUndefined();
  expect(twin("vips")).toBeUndefined();
  expect(twin("💧")).toBeUndefined();
});
