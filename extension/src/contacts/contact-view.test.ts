import { expect, test } from "vitest";
import { everyContact, readView, sameView, tidyFilter, writeView } from "./contact-view.ts";

const country = { all: [{ field: "contact.country", operator: "equals", value: "US" }] };
const vip = { ...everyContact, filter: { tags: [7] } };
const read = (address: string, base = everyContact) => readView(new URLSearchParams(address), base);

test("a view is in the address, and comes back from it (C2)", () => {
  const view = {
    filter: { q: "ada & co", tags: [7, 8], segments: [3], criteria: country },
    sort: "name" as const,
    direction: "asc" as const,
    columns: ["name", "property.plan_tier"],
  };
  const address = writeView(view, everyContact).toString();
  expect(read(address)).toEqual(view);
});

test("what everybody sees has an empty address", () => {
  expect(writeView(everyContact, everyContact).toString()).toBe("");
  expect(read("")).toEqual(everyContact);
});

test("a smart list's address holds only what was changed about it (C7)", () => {
  expect(writeView(vip, vip).toString()).toBe("");
  expect(writeView({ ...vip, direction: "asc" }, vip).toString()).toBe(
    "sort=lastSeen&direction=asc",
  );
  expect(read("sort=name&direction=asc", vip)).toEqual({ ...vip, sort: "name", direction: "asc" });
});

test("a smart list whose filter was taken off is not the list itself", () => {
  const bare = { ...vip, filter: {} };
  const address = writeView(bare, vip).toString();
  expect(read(address, vip)).toEqual(bare);
  expect(sameView(bare, vip)).toBe(false);
  expect(sameView(read("", vip), vip)).toBe(true);
});

test("criteria are the same in whatever order a database keeps their keys", () => {
  const stored = { all: [{ value: "US", field: "contact.country", operator: "equals" }] };
  const view = (criteria: unknown) => ({ ...everyContact, filter: { criteria } });
  expect(sameView(view(country), view(stored))).toBe(true);
  expect(sameView(view(country), view({ any: stored.all }))).toBe(false);
});

test("what cannot be read in an address is left out", () => {
  expect(read("tag=0&tag=x&tag=7&tag=7&criteria=%7B&sort=height&direction=up").filter).toEqual({
    tags: [7],
  });
  expect(read("sort=height").sort).toBe("lastSeen");
});

test("empty parts of a filter filter nothing", () => {
  expect(tidyFilter({ q: "  ", tags: [], segments: [], criteria: null })).toEqual({});
});
