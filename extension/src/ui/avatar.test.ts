import { expect, test } from "vitest";
import { initials } from "./avatar.tsx";

test.each([
  ["Grace Hopper", "GH"],
  ["Customer (unsigned)", "CU"],
  ["grace@example.com", "GE"],
  ["Visitor 214", "V2"],
  ["王 小明", "王小"],
  ["Ömer", "Ö"],
  ["…", ""],
])("%s is drawn as %s", (name, drawn) => {
  expect(initials(name)).toBe(drawn);
});
