import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  startConversationTest,
  type ConversationTest,
} from "../../../test/support/conversation-services.ts";
import {
  addContact,
  addTags,
  everythingStored,
} from "../../../test/support/sample-organization.ts";
import { newBrowser, says } from "../../../test/support/vip-shop.ts";
import { listTimeline } from "../contacts/list-timeline.ts";
import type { VisitorIdentity } from "../contacts/visitor-identity.ts";
import { readConversation } from "../conversations/read-conversation.ts";
import { sendVisitorMessage } from "../conversations/send-visitor-message.ts";
import { readContactDetail } from "../segments/read-contact-detail.ts";
import { attachTag } from "../tags/attach-tag.ts";
import { mergeTags } from "../tags/merge-tags.ts";
import { taggedContact } from "../tags/tagged-record.ts";
import { findDuplicates } from "./find-duplicates.ts";
import { mergeContacts } from "./merge-contacts.ts";
import { previewMerge } from "./preview-merge.ts";
import { undoMerge } from "./undo-merge.ts";

let running: ConversationTest;
let one: number;
let other: number;

beforeAll(async () => {
  running = await startConversationTest();
});

afterAll(() => running.close());

beforeEach(async () => {
  one = await addContact(running.owner, running.shop.id, "One");
  other = await addContact(running.owner, running.shop.id, "Other");
  running.hints.length = 0;
});

const set = (id: number, columns: string) =>
  running.owner.query(`UPDATE contacts SET ${columns} WHERE id = $1`, [id]);
const read = (id: number) => readContactDetail(running.services, running.shop.admin, id);
const merge = (choices: Record<string, "kept" | "absorbed"> = {}) =>
  mergeContacts(running.services, running.shop.admin, {
    keptId: one,
    absorbedId: other,
    choices,
  });
const undo = (mergeId: number) => undoMerge(running.services, running.shop.admin, one, mergeId);

/** The contact of a browser that has written, and the conversation. */
async function write(browser: VisitorIdentity, text = "Hello") {
  const { externalId } = browser;
  const claims = externalId === null ? null : { externalId };
  const { message } = await sendVisitorMessage(running.services, browser, claims, says(text));
  const { conversationId } = message;
  const { contact } = await readConversation(running.services, running.shop.id, conversationId);
  return { conversationId, contactId: contact.id };
}

describe("fields", () => {
  test("stay, are filled where they are empty, and are taken where that is chosen", async () => {
    await set(
      one,
      "email = 'one@shop.example', email_folded = 'one@shop.example', company = 'A', company_folded = 'a'",
    );
    await set(
      other,
      "company = 'B', company_folded = 'b', phone = '+49', phone_folded = '+49', properties = '{\"plan_tier\": \"Gold\"}', properties_folded = '{\"plan_tier\": \"gold\"}'",
    );
    const { contact } = await merge({ company: "absorbed" });
    expect(contact).toMatchObject({
      name: "One",
      email: "one@shop.example",
      company: "B",
      phone: "+49",
      properties: { plan_tier: "Gold" },
    });
    const { rows } = await running.owner.query(
      "SELECT company_folded, phone_folded, properties_folded FROM contacts WHERE id = $1",
      [one],
    );
    expect(rows).toEqual([
      { company_folded: "b", phone_folded: "+49", properties_folded: { plan_tier: "gold" } },
    ]);
  });

  test.each([
    ["a field that there is not", { emial: "kept" }, "fields.emial"],
    [
      "a property that there is not",
      { "properties.nothing": "absorbed" },
      "fields.properties.nothing",
    ],
    ["a value where there is none", { phone: "absorbed" }, "fields.phone"],
  ] as const)("refuse to choose %s, and change nothing", async (_, choices, path) => {
    await set(one, "phone = '+1', phone_folded = '+1'");
    const before = await everythingStored(running.owner);
    await expect(merge(choices)).rejects.toMatchObject({ code: "invalid_value", path });
    expect(await everythingStored(running.owner)).toBe(before);
  });

  test("of a contact and itself are not merged", async () => {
    const itself = { keptId: one, absorbedId: one };
    await expect(mergeContacts(running.services, running.shop.admin, itself)).rejects.toMatchObject(
      { code: "invalid_value", path: "otherId" },
    );
  });
});

describe("identities (C6)", () => {
  const signedAs = (externalId: string) => newBrowser(running.shop, externalId);

  test("of which a site vouched for both find the one contact, and part again", async () => {
    const [first, second] = [signedAs("first"), signedAs("second")];
    one = (await write(first)).contactId;
    other = (await write(second)).contactId;
    const { mergeId, contact } = await merge();
    expect(contact).toMatchObject({ externalId: "first", verified: true });
    // Known browsers and new ones, by either name; the contact keeps its own.
    for (const browser of [first, second, signedAs("first"), signedAs("second")]) {
      expect((await write(browser, "Again")).contactId).toBe(one);
    }
    expect(await read(one)).toMatchObject({ externalId: "first" });
    await undo(mergeId);
    expect((await write(signedAs("first"))).contactId).toBe(one);
    expect((await write(signedAs("second"))).contactId).toBe(other);
  });

  test("may be chosen between, and the other one still finds the contact", async () => {
    one = (await write(signedAs("third"))).contactId;
    other = (await write(signedAs("fourth"))).contactId;
    const { contact } = await merge({ externalId: "absorbed" });
    expect(contact).toMatchObject({ externalId: "fourth" });
    expect((await write(signedAs("third"))).contactId).toBe(one);
    // Absorbed once more, both names go along.
    const last = await addContact(running.owner, running.shop.id, "Last");
    const into = { keptId: last, absorbedId: one };
    await mergeContacts(running.services, running.shop.admin, into);
    expect((await write(signedAs("third"))).contactId).toBe(last);
    expect((await write(signedAs("fourth"))).contactId).toBe(last);
  });

  test("that nobody vouched for never become a verified contact's", async () => {
    one = (await write(signedAs("proven"))).contactId;
    await set(other, "external_id = 'typed', external_id_folded = 'typed'");
    await expect(merge({ externalId: "absorbed" })).rejects.toMatchObject({
      path: "fields.externalId",
    });
    const { contact, mergeId } = await merge();
    expect(contact).toMatchObject({ externalId: "proven", verified: true });
    expect((await write(signedAs("typed"))).contactId).not.toBe(one);
    // Somebody was proven to be that by now, and the other is not in their way: it was not proven.
    await undo(mergeId);
    expect(await read(other)).toMatchObject({ externalId: "typed", verified: false });
  });

  test("that are proven make an unproven contact proven", async () => {
    await set(one, "external_id = 'typed too', external_id_folded = 'typed too'");
    other = (await write(signedAs("proven too"))).contactId;
    const { contact, mergeId } = await merge();
    expect(contact).toMatchObject({ externalId: "proven too", verified: true });
    await undo(mergeId);
    expect(await read(one)).toMatchObject({ externalId: "typed too", verified: false });
    expect(await read(other)).toMatchObject({ externalId: "proven too", verified: true });
  });

  test("typed by a visitor never open a merged person's history", async () => {
    one = (await write(signedAs("guarded"))).contactId;
    other = (await write(signedAs("guarded too"))).contactId;
    await set(one, "email = 'guarded@shop.example', email_folded = 'guarded@shop.example'");
    await merge();
    const stranger = newBrowser(running.shop);
    for (const externalId of ["guarded", "guarded too"]) {
      const sent = says("It is me", { externalId, email: "guarded@shop.example" });
      const { message } = await sendVisitorMessage(running.services, stranger, null, sent);
      const conversation = await readConversation(
        running.services,
        running.shop.id,
        message.conversationId,
      );
      expect(conversation.contact.id).not.toBe(one);
    }
  });

  test("that another contact has by now keep a merge from being undone", async () => {
    other = (await write(signedAs("taken"))).contactId;
    const { mergeId } = await merge();
    await set(one, "external_id = 'changed'");
    await running.owner.query(
      "INSERT INTO contacts (organization_id, external_id, verified) VALUES ($1, 'taken', true)",
      [running.shop.id],
    );
    const before = await everythingStored(running.owner);
    await expect(undo(mergeId)).rejects.toMatchObject({
      code: "conflict",
      message: "Another contact has the external id “taken” by now.",
    });
    expect(await everythingStored(running.owner)).toBe(before);
  });
});

describe("tags and segments", () => {
  test("are united up to the limit, and what finds no room is said before (T7)", async () => {
    const tags = await addTags(running.owner, running.shop.id, ["a1", "a2", "a3", "a4", "gone1"]);
    const [a1, a2, a3, a4, gone] = tags as [number, number, number, number, number];
    const { services, shop } = running;
    await running.owner.query(
      "UPDATE organizations SET max_tags_per_record = 3 WHERE organization_id = $1",
      [shop.id],
    );
    const add = (contact: number, tag: number) =>
      attachTag(services, shop.admin, taggedContact, contact, tag);
    await add(one, a1);
    await add(one, a2);
    await add(other, gone);
    await running.owner.query("UPDATE tags SET deleted_at = now() WHERE id = $1", [gone]);
    for (const tag of [a2, a3, a4]) await add(other, tag);
    const preview = await previewMerge(services, shop.admin, one, other);
    expect(preview).toMatchObject({
      tags: { moved: [gone, a3], leftOut: [a4] },
      maxTagsPerRecord: 3,
    });
    const { mergeId, leftOut } = await merge();
    expect(leftOut).toEqual([a4]);
    const { assignments } = await read(one);
    expect(assignments.map((each) => [each.tagId, each.historical])).toEqual([
      [a1, false],
      [a2, false],
      [gone, true],
      [a3, false],
    ]);
    // A tag that became another meanwhile comes back as that.
    await mergeTags(services, shop.admin, a1, [a3]);
    await undo(mergeId);
    const tagsOf = async (id: number) =>
      new Set((await read(id)).assignments.map((each) => each.tagId));
    expect(await tagsOf(one)).toEqual(new Set([a1, a2]));
    expect(await tagsOf(other)).toEqual(new Set([a1, a2, a4, gone]));
    await running.owner.query("UPDATE organizations SET max_tags_per_record = 20");
  });

  test("from which a hand took either stay left; put in by hand stays in (S2)", async () => {
    const { owner, services, shop } = running;
    const { rows } = await owner.query<{ id: number }>(
      `INSERT INTO segments (organization_id, name, refresh)
       SELECT $1, 'seg ' || n, 'manual' FROM generate_series(1, 4) n RETURNING id`,
      [shop.id],
    );
    const [left, entered, pinned, later] = rows.map(({ id }) => id) as [
      number,
      number,
      number,
      number,
    ];
    const member = (segment: number, contact: number, state: string, byHand: boolean, at = "0") =>
      owner.query(
        `INSERT INTO segment_memberships (organization_id, segment_id, contact_id, state, by_hand,
           source, actor_type, created_at)
         VALUES ($1, $2, $3, $4, $5, 'x', 'system', now() + $6 * interval '1 hour')`,
        [shop.id, segment, contact, state, byHand, at],
      );
    await member(left, one, "member", false);
    await member(left, other, "excluded", true);
    await member(entered, other, "member", false);
    await member(pinned, one, "member", false);
    await member(pinned, other, "member", true);
    await member(later, one, "excluded", true, "-1");
    await member(later, other, "member", true);
    const preview = await previewMerge(services, shop.admin, one, other);
    expect(preview.segments).toEqual({ entered: ["seg 2", "seg 4"], left: ["seg 1"] });
    await merge();
    const { rows: now } = await owner.query(
      "SELECT segment_id, state, by_hand FROM segment_memberships WHERE contact_id = $1 ORDER BY 1",
      [one],
    );
    expect(now).toEqual([
      { segment_id: left, state: "excluded", by_hand: true },
      { segment_id: entered, state: "member", by_hand: false },
      { segment_id: pinned, state: "member", by_hand: true },
      { segment_id: later, state: "member", by_hand: true },
    ]);
  });
});

describe("history", () => {
  test("of both is on one timeline; the old number says where it went", async () => {
    const { services, shop, hints } = running;
    const browser = newBrowser(shop);
    const written = await write(browser);
    other = written.contactId;
    hints.length = 0;
    const { mergeId } = await merge();
    const { items } = await listTimeline(services, shop.admin, one, {});
    expect(items[0]).toMatchObject({
      kind: "contact.merged",
      detail: `with Visitor ${other}`,
      mergeId,
      by: shop.admin.actor.name,
    });
    expect(items.map((item) => item.kind)).toContain("conversation.created");
    const merged = { code: "contact_merged", mergedInto: one, path: "id" };
    await expect(read(other)).rejects.toMatchObject(merged);
    await expect(listTimeline(services, shop.admin, other, {})).rejects.toMatchObject(merged);
    await expect(
      attachTag(services, shop.admin, taggedContact, other, shop.tags.both),
    ).rejects.toMatchObject(merged);
    expect(hints).toContainEqual(["contactChanged", shop.id, { id: one, revision: 2 }]);
    expect(hints).toContainEqual(["conversationChanged", shop.id, written.conversationId]);
  });

  test("that came later stays, but goes along with a conversation that goes back", async () => {
    const { services, shop, owner } = running;
    const browser = newBrowser(shop);
    const before = await write(browser);
    other = before.contactId;
    const { mergeId } = await merge();
    await write(browser, "Later, in the same conversation");
    await owner.query("UPDATE conversations SET status = 'closed' WHERE id = $1", [
      before.conversationId,
    ]);
    const later = await write(browser, "Later, in another one");
    expect(later.contactId).toBe(one);
    await attachTag(services, shop.admin, taggedContact, one, shop.tags.both);
    await set(one, "name = 'Renamed', name_folded = 'renamed'");

    await undo(mergeId);
    for (const { conversationId } of [before, later]) {
      const { contact } = await readConversation(services, shop.id, conversationId);
      expect(contact.id).toBe(other);
      const { rows } = await owner.query(
        `SELECT DISTINCT author_id::integer FROM messages
         WHERE conversation_id = $1 AND author_type = 'visitor'`,
        [conversationId],
      );
      expect(rows).toEqual([{ author_id: other }]);
    }
    expect(await write(browser, "And on")).toEqual({
      conversationId: later.conversationId,
      contactId: other,
    });
    expect(await read(one)).toMatchObject({
      name: "Renamed",
      assignments: [{ tagId: shop.tags.both }],
    });
    const { items } = await listTimeline(services, shop.admin, other, {});
    expect(items.filter((item) => item.kind === "conversation.created")).toHaveLength(2);
    expect(items[0]?.kind).toBe("contact.unmerged");
  });

  test("is parted in the order in which it was joined, each merge once", async () => {
    const third = await addContact(running.owner, running.shop.id, "Third");
    const first = await merge();
    const admin = running.shop.admin;
    const second = await mergeContacts(running.services, admin, { keptId: one, absorbedId: third });
    await expect(undo(first.mergeId)).rejects.toMatchObject({
      code: "conflict",
      message: "“Third” was merged into this contact later: undo that merge first.",
    });
    await undo(second.mergeId);
    await undo(first.mergeId);
    await expect(undo(first.mergeId)).rejects.toMatchObject({
      code: "conflict",
      message: "This merge was undone already.",
    });
    for (const id of [900_000, second.mergeId]) {
      await expect(undoMerge(running.services, admin, third, id)).rejects.toMatchObject({
        code: "not_found",
      });
    }
  });

  test("cannot be reached across organizations", async () => {
    const { services, shop, otherShop, owner } = running;
    const { mergeId } = await merge();
    const before = await everythingStored(owner);
    for (const pair of [
      { keptId: one, absorbedId: otherShop.contact },
      { keptId: otherShop.contact, absorbedId: one },
    ]) {
      await expect(mergeContacts(services, shop.admin, pair)).rejects.toMatchObject({
        code: "not_found",
      });
    }
    await expect(undoMerge(services, otherShop.admin, one, mergeId)).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await everythingStored(owner)).toBe(before);
  });
});

test("Duplicates are those with the same email, phone or external id, the most alike first", async () => {
  const { services, shop, otherShop, owner } = running;
  const both =
    "email = 'Same@shop.example', email_folded = 'same@shop.example', phone = '+4977', phone_folded = '+4977'";
  await set(one, both);
  await set(other, "phone = '+4977', phone_folded = '+4977'");
  const closest = await addContact(owner, shop.id, "Closest");
  await set(closest, both);
  await set(otherShop.otherContact, both);
  const found = await findDuplicates(services, shop.admin, one);
  expect(found.map(({ contact, same }) => [contact.id, same])).toEqual([
    [closest, ["email", "phone"]],
    [other, ["phone"]],
  ]);
  await set(otherShop.otherContact, "phone = NULL, phone_folded = NULL");
  expect(await findDuplicates(services, otherShop.admin, otherShop.otherContact)).toEqual([]);
});

test("Every table that refers to a contact is known to merging", async () => {
  const { rows } = await running.owner.query<{ name: string }>(
    `SELECT conrelid::regclass::text AS name FROM pg_constraint
     WHERE contype = 'f' AND confrelid = 'contacts'::regclass ORDER BY 1`,
  );
  // A new one needs a place among `followingTables`, or a thought of its own.
  expect(rows.map(({ name }) => name)).toEqual([
    "contact_aliases",
    "conversations",
    "deals",
    "leads",
    "segment_memberships",
    "tag_assignments",
    "visitors",
  ]);
});
