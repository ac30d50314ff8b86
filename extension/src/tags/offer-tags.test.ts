import type { Tag } from "@tagalong/shared/contracts/tag.ts";
import { describe, expect, test } from "vitest";
import { groupOffers, offerTags, type OfferRequest } from "./offer-tags.ts";

const tag = (id: number, name: string, scope: Tag["scope"] = "both"): Tag => ({
  id,
  name,
  description: "",
  color: "default",
  scope,
  createdAt: "2026-05-30T00:00:00.000Z",
  deletedAt: null,
  mergedInto: null,
});

const tags = [
  tag(1, "billing"),
  tag(2, "customer-success"),
  tag(3, "refund", "conversation"),
  tag(4, "vip"),
  tag(5, "vip-customer"),
];

const offer = (typed: string, rest: Partial<OfferRequest> = {}) =>
  offerTags({
    typed,
    tags,
    applied: new Set(),
    scope: "contact",
    tagNames: "slug",
    mayCreate: true,
    ...rest,
  });

const names = (offered: ReturnType<typeof offer>) =>
  offered.offers.map((each) => (each.kind === "tag" ? each.tag.name : `create ${each.name}`));

describe("the picker offers (T8)", () => {
  test("all tags whose scope fits, before anything is typed", () => {
    expect(names(offer(""))).toEqual(["billing", "customer-success", "vip", "vip-customer"]);
    expect(names(offer("", { scope: "conversation" }))).toContain("refund");
  });

  test("no tag that is already applied", () => {
    expect(names(offer("", { applied: new Set([1, 4]) }))).toEqual([
      "customer-success",
      "vip-customer",
    ]);
  });

  test("the best match first and creating last", () => {
    expect(names(offer("cust"))).toEqual(["customer-success", "vip-customer", "create cust"]);
  });

  test("a tag for what was typed in words", () => {
    expect(names(offer("VIP Cust"))[0]).toBe("vip-customer");
  });
});

describe("creating is offered", () => {
  test("with the name under which the tag will be stored (T1)", () => {
    expect(names(offer("Early  Adopter"))).toEqual(["create early-adopter"]);
    expect(names(offer(" Early  Adopter ", { tagNames: "as_typed" }))).toEqual([
      "create Early Adopter",
    ]);
  });

  test("never when the tag exists, however it was typed", () => {
    expect(names(offer("VIP Customer"))).toEqual(["vip-customer"]);
    expect(names(offer("vip"))).toEqual(["vip", "vip-customer"]);
  });

  test("never without the permission", () => {
    const offered = offer("new", { mayCreate: false });
    expect(offered.offers).toEqual([]);
    expect(offered.note).toBe("No tag matches.");
  });

  test("never when the tag exists in the other scope, which is said", () => {
    const offered = offer("refund");
    expect(offered.offers).toEqual([]);
    expect(offered.note).toBe("“refund” is for conversations only.");
  });

  test("never for an applied tag, which is said", () => {
    const offered = offer("vip", { applied: new Set([4]) });
    expect(names(offered)).toEqual(["vip-customer"]);
    expect(offered.note).toBe("“vip” is already added.");
  });

  test("never for a name without letters or with more than 50 characters", () => {
    expect(offer("!!!")).toEqual({ offers: [], note: "A tag name needs a letter or a digit." });
    expect(names(offer("a".repeat(50)))).toEqual([`create ${"a".repeat(50)}`]);
    expect(offer("a".repeat(51)).offers).toEqual([]);
  });

  test("with a warning when a tag differs only in spelling, where names are kept as typed", () => {
    const offered = offer("VIP", { tagNames: "as_typed" });
    expect(names(offered)).toEqual(["vip", "vip-customer", "create VIP"]);
    expect(offered.note).toBe("“vip” differs only in spelling.");
  });
});

test("names with a prefix stand under it, after the plain ones", () => {
  const { offers } = offerTags({
    typed: "",
    tags: [tag(1, "Source: Facebook"), tag(2, "vip"), tag(3, "Source: Web")],
    applied: new Set(),
    scope: "contact",
    tagNames: "as_typed",
    mayCreate: true,
  });
  expect(groupOffers(offers).map((group) => [group.label, group.offers.length])).toEqual([
    [null, 1],
    ["Source", 2],
  ]);
});
