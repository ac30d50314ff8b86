import { expect, test } from "vitest";
import { permissionDetails, permissions, rolePermissions, withImplied } from "./permissions.ts";

test("every permission says in a sentence what it allows", () => {
  for (const permission of permissions) {
    expect(permissionDetails[permission].description).toMatch(/^[A-Z].{10,}\.$/);
  }
});

test("what a permission implies is a permission too, and held by a role that holds it", () => {
  for (const permission of permissions) {
    for (const implied of permissionDetails[permission].implies ?? []) {
      expect(permissions).toContain(implied);
    }
  }
  for (const held of Object.values(rolePermissions)) expect(withImplied(held)).toEqual(held);
});

test("managing comes with viewing, through as many steps as it takes", () => {
  expect(withImplied(["manage contacts"])).toEqual(["view contacts", "manage contacts"]);
  expect(withImplied(["manage tags"])).toEqual(["view tags", "create tags", "manage tags"]);
  expect(withImplied([])).toEqual([]);
});

test("whoever may manage something may view it (S8)", () => {
  for (const permission of permissions) {
    const view = permission.replace(/^(manage|reply to|tag|create) /, "view ");
    if (permissions.some((other) => other === view)) {
      expect(withImplied([permission]), permission).toContain(view);
    }
  }
});
