import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/support/database.ts";
import { recordHints } from "../../../test/support/recorded-hints.ts";
import {
  addOrganization,
  type SampleOrganization,
} from "../../../test/support/sample-organization.ts";
import { openDatabase, type Database } from "../database/database.ts";
import { deals } from "../deals/deals.ts";
import { listPipelines } from "../deals/list-pipelines.ts";
import { leads } from "../leads/leads.ts";
import { attachTag } from "../tags/attach-tag.ts";
import { deleteTag } from "../tags/delete-tags.ts";
import { taggedDeal, taggedLead } from "../tags/tagged-record.ts";

let testDatabase: TestDatabase;
let owner: pg.Client;
let database: Database;
let shop: SampleOrganization;
let count = 0;
const { hints, publisher } = recordHints();

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  owner = new pg.Client(testDatabase.ownerUrl);
  await owner.connect();
  database = openDatabase(testDatabase.appUrl);
});
afterAll(async () => {
  await database.close();
  await owner.end();
  await testDatabase.drop();
});
beforeEach(async () => {
  count += 1;
  shop = await addOrganization(owner, `Records${count}`);
  hints.length = 0;
});

const services = () => ({ database, publisher });
const newLead = (more: object = {}) =>
  leads.create(services(), shop.admin, {
    contactId: shop.contact,
    title: "Asked for a price",
    status: "new",
    score: 10,
    ...more,
  });
const newDeal = (more: object = {}) =>
  deals.create(services(), shop.admin, {
    contactId: shop.contact,
    title: "Renewal",
    stageId: shop.stage,
    value: "1200.50",
    currency: "EUR",
    ...more,
  });
const eventsOf = async (type: string, id: number) => {
  const { rows } = await owner.query<{ kind: string; data: unknown }>(
    `SELECT kind, data FROM events WHERE organization_id = $1 AND subject_type = $2
     AND subject_id = $3 ORDER BY id`,
    [shop.id, type, String(id)],
  );
  return rows;
};

describe("a lead", () => {
  test("hangs on a contact, on whose timeline it appears (K1)", async () => {
    const lead = await newLead();
    expect(lead).toMatchObject({ status: "new", score: 10, contact: { id: shop.contact } });
    expect(await eventsOf("lead", lead.id)).toMatchObject([{ kind: "lead.created" }]);
    expect(hints).toContainEqual([
      "recordChanged",
      shop.id,
      expect.objectContaining({ id: lead.id }),
    ]);
  });

  test("changes only in what is given, and what is already so leaves no event", async () => {
    const lead = await newLead();
    const changed = await leads.change(services(), shop.admin, lead.id, { score: 80 });
    expect(changed).toMatchObject({ score: 80, status: "new", revision: lead.revision + 1 });
    await leads.change(services(), shop.admin, lead.id, { score: 80 });
    expect(await eventsOf("lead", lead.id)).toMatchObject([
      { kind: "lead.created" },
      { kind: "lead.updated", data: { before: { score: 10 }, after: { score: 80 } } },
    ]);
  });

  test("seen before somebody else's change is not overwritten", async () => {
    const { id, revision } = await newLead();
    await leads.change(services(), shop.agent, id, { score: 50, revision });
    await expect(
      leads.change(services(), shop.admin, id, { score: 60, revision }),
    ).rejects.toMatchObject({ code: "conflict", path: "revision" });
    expect(await leads.read(services(), shop.admin, id)).toMatchObject({ score: 50 });
  });

  test("of no contact or of nobody's owner is refused with the field's path", async () => {
    await expect(newLead({ contactId: 999_999 })).rejects.toMatchObject({ path: "contactId" });
    await expect(newLead({ ownerId: 999_999 })).rejects.toMatchObject({ path: "ownerId" });
  });

  test("is owned by somebody who works here; who has left keeps what they own", async () => {
    const ownerId = shop.agent.actor.id;
    const lead = await newLead({ ownerId });
    const deal = await newDeal();
    await owner.query(
      "UPDATE agents SET deactivated_at = now() WHERE organization_id = $1 AND id = $2",
      [shop.id, ownerId],
    );
    const refused = {
      code: "invalid_value",
      path: "ownerId",
      message: expect.stringContaining("was deactivated and cannot own a") as string,
    };
    await expect(newLead({ ownerId })).rejects.toMatchObject(refused);
    await expect(newDeal({ ownerId })).rejects.toMatchObject(refused);
    const take = deals.change(services(), shop.admin, deal.id, { ownerId, title: "Taken" });
    await expect(take).rejects.toMatchObject(refused);
    expect(await deals.read(services(), shop.admin, deal.id)).toMatchObject({
      ownerId: null,
      title: deal.title,
    });
    const kept = await leads.change(services(), shop.admin, lead.id, { ownerId, score: 20 });
    expect(kept).toMatchObject({ ownerId, score: 20 });
  });

  test("that is deleted is gone with its tags, and the timeline keeps its name", async () => {
    const lead = await newLead();
    await attachTag(services(), shop.admin, taggedLead, lead.id, shop.tags.both);
    await leads.remove(services(), shop.admin, lead.id);
    await expect(leads.read(services(), shop.admin, lead.id)).rejects.toMatchObject({
      code: "not_found",
    });
    const events = await eventsOf("lead", lead.id);
    expect(events.at(-1)).toMatchObject({
      kind: "lead.deleted",
      data: { before: { title: "Asked for a price" } },
    });
  });
});

describe("a deal", () => {
  test("stands in a stage of a pipeline and has a value in money, not in floats", async () => {
    const deal = await newDeal();
    const [pipeline] = await listPipelines(services(), shop.admin);
    expect(deal).toMatchObject({ value: "1200.50", currency: "EUR", pipelineId: pipeline?.id });
    const next = pipeline?.stages[1];
    const moved = await deals.change(services(), shop.admin, deal.id, { stageId: next?.id });
    expect(moved.stageId).toBe(next?.id);
  });

  test("in a stage that is another's is refused", async () => {
    const other = await addOrganization(owner, `Other${count}`);
    await expect(newDeal({ stageId: other.stage })).rejects.toMatchObject({ path: "stageId" });
  });

  test("of the same amount, written otherwise, did not change", async () => {
    const deal = await newDeal({ value: "5" });
    const again = await deals.change(services(), shop.admin, deal.id, { value: "5.00" });
    expect(again.revision).toBe(deal.revision);
  });
});

describe("tags on leads and deals", () => {
  test("a tag for contacts fits them, one for conversations does not (T2)", async () => {
    const attach = (tag: number) => attachTag(services(), shop.agent, taggedDeal, shop.deal, tag);
    expect(await attach(shop.tags.contact)).toMatchObject({ changed: true });
    await expect(attach(shop.tags.conversation)).rejects.toMatchObject({ code: "wrong_tag_scope" });
  });

  test("narrow the list, as long as the tag is active (T5)", async () => {
    const tagged = await newLead();
    await newLead({ title: "Without" });
    await attachTag(services(), shop.admin, taggedLead, tagged.id, shop.tags.both);
    const ids = async () => {
      const page = await leads.list(services(), shop.admin, { tag: shop.tags.both });
      return page.items.map(({ id }) => id);
    };
    expect(await ids()).toEqual([tagged.id]);
    await deleteTag({ database, publisher }, shop.admin, shop.tags.both);
    expect(await ids()).toEqual([]);
    const read = await leads.read(services(), shop.admin, tagged.id);
    expect(read).toMatchObject({ tagIds: [], assignments: [{ historical: true }] });
  });

  test("pages joined are the whole list, latest first", async () => {
    for (let at = 0; at < 7; at++) await newLead({ title: `Lead ${at}`, score: at });
    const all = await leads.list(services(), shop.admin, {});
    const paged: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await leads.list(services(), shop.admin, { limit: 3, cursor });
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(all.items.map(({ id }) => id));
    expect(paged).toHaveLength(8);
  });
});
