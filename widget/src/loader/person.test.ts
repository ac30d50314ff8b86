import { expect, test } from "vitest";
import { personOf } from "./person.ts";

const signed = (claims: object) =>
  `h.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.signature`;

test("What is kept is kept apart for each key, each person, and signed from unsigned", () => {
  const people = [
    personOf({ key: "wk_1" }),
    personOf({ key: "wk_2" }),
    personOf({ key: "wk_1", context: { externalId: "7" } }),
    personOf({ key: "wk_1", context: { externalId: "8" } }),
    personOf({ key: "wk_1", token: signed({ externalId: "7" }) }),
    personOf({ key: "wk_1", token: signed({ externalId: "ü?>~" }) }),
    personOf({ key: "wk_1", context: { email: "a@b.example" } }),
  ];
  expect(new Set(people).size).toBe(people.length);
});

test("A renewed token is the same person", () => {
  const [before, after] = [1, 2].map((exp) => signed({ externalId: "ÿ7>>??", exp }));
  expect(personOf({ key: "wk_1", token: before })).toBe(personOf({ key: "wk_1", token: after }));
});

test("Context that says nothing about who it is does not make another person", () => {
  expect(personOf({ key: "wk_1", context: { topic: "billing", name: "A" } })).toBe(
    personOf({ key: "wk_1" }),
  );
});

test("A token that cannot be read is a person of its own", () => {
  expect(personOf({ key: "wk_1", token: "nonsense" })).toBe("tagalong:wk_1:signed:nonsense");
});
