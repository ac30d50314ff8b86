import { expect, test } from "vitest";
import { knownMeSchema } from "./known-me.ts";

test("a newer server's permissions keep nobody from signing in", () => {
  const me = {
    agent: { id: 1, name: "Ada", email: "ada@example.com", role: "agent" },
    organization: {
      id: 1,
      name: "Shop",
      tagNames: "slug",
      maxTagsPerRecord: 20,
      exportLimit: 2_000,
    },
    permissions: ["view tags", "teleport customers"],
  };
  expect(knownMeSchema.parse(me).permissions).toEqual(["view tags"]);
});
