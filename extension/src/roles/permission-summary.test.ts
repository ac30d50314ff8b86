import { permissions } from "@tagalong/shared/permissions.ts";
import { expect, test } from "vitest";
import { permissionSummary } from "./permission-summary.ts";

test("what a role allows is said in a line", () => {
  expect(permissionSummary(permissions)).toBe("Everything");
  expect(permissionSummary([])).toBe("Nothing");
  expect(permissionSummary(["view contacts", "view tags", "create tags"])).toBe(
    "Contacts (view), Tags",
  );
});
