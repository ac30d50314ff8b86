import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/support/database.ts";
import {
  addOrganization,
  type SampleOrganization,
} from "../../../test/support/sample-organization.ts";
import { openDatabase, type Database } from "../database/database.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { recordEvents, type NewEvent } from "../events/record-event.ts";
import { contactName } from "./contact-name.ts";
import { listTimeline } from "./list-timeline.ts";
import { readContact } from "./read-contact.ts";

let own: TestDatabase;
let owner: pg.Client;
let database: Database;
let mine: SampleOrganization;
let theirs: SampleOrganization;

beforeAll(async () => {
  own = await createTestDatabase();
  owner = new pg.Client(own.ownerUrl);
  await owner.connect();
  database = openDatabase(own.appUrl);
  mine = await addOrganization(owner, "Mine");
  theirs = await addOrganization(owner, "Theirs");
});

afterAll(async () => {
  await database.close();
  await owner.end();
  await own.drop();
});

const missing = { code: "not_found", message: "There is no such contact." };

describe("one contact", () => {
  test("is read as it is stored (C1)", async () => {
    await owner.query(
      `UPDATE contacts SET email = 'Ann@Shop.example', verified = true, owner_id = $2,
         properties = '{"plan_tier": "Enterprise", "seats": 12}', first_seen_at = '2026-01-01T00:00:00Z'
       WHERE id = $1`,
      [mine.contact, mine.agent.actor.id],
    );
    const contact = await inOrganization(database, mine.id, (transaction) =>
      readContact(transaction, mine.contact),
    );
    expect(contact).toMatchObject({
      id: mine.contact,
      name: "Mine customer",
      displayName: "Mine customer",
      email: "Ann@Shop.example",
      externalId: null,
      ownerId: mine.agent.actor.id,
      verified: true,
      properties: { plan_tier: "Enterprise", seats: 12 },
      firstSeenAt: "2026-01-01T00:00:00.000Z",
      lastSeenAt: null,
    });
  });

  test("is called by what is known of it, else by its number (C2)", () => {
    const unknown = { id: 40, name: null, email: null, phone: null, external_id: null };
    expect(contactName(unknown)).toBe("Visitor 40");
    expect(contactName({ ...unknown, external_id: "c-7" })).toBe("c-7");
    expect(contactName({ ...unknown, external_id: "c-7", phone: "+49" })).toBe("+49");
    expect(contactName({ ...unknown, phone: "+49", email: "a@b.example" })).toBe("a@b.example");
    expect(contactName({ ...unknown, email: "a@b.example", name: "Ann" })).toBe("Ann");
  });

  test("of another organization does not exist", async () => {
    for (const id of [theirs.contact, 900_000_000_000_000]) {
      const read = inOrganization(database, mine.id, (transaction) => readContact(transaction, id));
      await expect(read).rejects.toMatchObject(missing);
    }
  });
});

describe("the timeline (C3)", () => {
  beforeAll(async () => {
    const tag = { id: 1, name: "vip" };
    const about = { subject: { type: "contact", id: mine.contact }, contactId: mine.contact };
    const events: NewEvent[] = [
      { ...about, kind: "contact.created", actor: { type: "visitor", id: 5 } },
      {
        ...about,
        kind: "message.created",
        actor: { type: "visitor", id: 5 },
        conversationId: mine.conversation,
        sequence: 1,
      },
      {
        ...about,
        kind: "contact.tag_added",
        actor: mine.api.actor,
        source: "api",
        data: { tag },
      },
      {
        ...about,
        kind: "conversation.prioritized",
        actor: { type: "system" },
        conversationId: mine.conversation,
        data: { to: "high", reason: { rule: "Enterprise is high", why: [] } },
      },
      {
        ...about,
        kind: "contact.tag_removed",
        actor: mine.admin.actor,
        source: "manual_admin",
        data: { tag },
      },
    ];
    await inOrganization(database, mine.id, (transaction) => recordEvents(transaction, events));
    await inOrganization(database, theirs.id, (transaction) =>
      recordEvents(transaction, [{ ...about, kind: "contact.created", actor: { type: "system" } }]),
    );
  });

  test("tells latest first what happened, how and by whom; messages stay in their threads", async () => {
    const { items, nextCursor } = await listTimeline({ database }, mine.agent, mine.contact, {});
    const told = items.map(({ label, detail, by, source }) => [label, detail, by, source]);
    expect(told).toEqual([
      ["Tag removed", "vip", "Mine admin", "Manual (admin)"],
      ["Priority set", "high: Enterprise is high", null, null],
      ["Tag added", "vip", "Script", "API"],
      ["Contact created", "", "Visitor", null],
    ]);
    expect(items.map((item) => item.conversationId)).toEqual([null, mine.conversation, null, null]);
    expect(nextCursor).toBeNull();
  });

  test("comes in pages that hold every event once", async () => {
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const asked = { cursor, limit: 1 };
      const page = await listTimeline({ database }, mine.agent, mine.contact, asked);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(4);
    expect(seen).toEqual(seen.toSorted((one, other) => other - one));
  });

  test("of another organization's contact does not exist", async () => {
    for (const id of [theirs.contact, 900_000_000_000_000]) {
      await expect(listTimeline({ database }, mine.agent, id, {})).rejects.toMatchObject(missing);
    }
  });
});
