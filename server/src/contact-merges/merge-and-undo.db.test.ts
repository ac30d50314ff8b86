import { randomInt } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  startConversationTest,
  type ConversationTest,
} from "../../../test/support/conversation-services.ts";
import { addTags, type SampleOrganization } from "../../../test/support/sample-organization.ts";
import { newBrowser, says } from "../../../test/support/vip-shop.ts";
import { sendVisitorMessage } from "../conversations/send-visitor-message.ts";
import { mergeContacts } from "./merge-contacts.ts";
import { undoMerge } from "./undo-merge.ts";

let running: ConversationTest;
let shop: SampleOrganization;
let tags: number[];
let segments: number[];

const seed = Number(process.env.SEED ?? randomInt(2 ** 31));

beforeAll(async () => {
  running = await startConversationTest();
  shop = running.shop;
  tags = await addTags(
    running.owner,
    shop.id,
    Array.from({ length: 12 }, (_, at) => `t${at}`),
  );
  await running.owner.query("UPDATE tags SET deleted_at = now() WHERE id = ANY ($1)", [
    tags.slice(0, 3),
  ]);
  await running.owner.query(
    "UPDATE organizations SET max_tags_per_record = 6 WHERE organization_id = $1",
    [shop.id],
  );
  const { rows } = await running.owner.query<{ id: number }>(
    `INSERT INTO segments (organization_id, name, refresh)
     SELECT $1, 's' || n, 'manual' FROM generate_series(1, 6) n RETURNING id`,
    [shop.id],
  );
  segments = rows.map(({ id }) => id);
  await running.owner.query(
    `INSERT INTO properties (organization_id, key, label, kind, writers) VALUES
     ($1, 'seats', 'Seats', 'number', '{agent}'), ($1, 'beta', 'Beta', 'boolean', '{agent}')`,
    [shop.id],
  );
});

afterAll(() => running.close());

/** mulberry32: the same numbers for the same seed, everywhere. */
function numbersOf(from: number) {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = ReturnType<typeof numbersOf>;

/** A contact with anything or nothing of everything that hangs on one. */
async function addRandomContact(random: Random, nth: number): Promise<number> {
  const { owner } = running;
  const maybe = <T>(value: T, chance = 0.6) => (random() < chance ? value : null);
  const verified = random() < 0.5;
  const externalId = maybe(`ext-${nth}`);
  const email = maybe(`Mail-${nth % 3}@shop.example`);
  const properties = {
    ...(random() < 0.5 && { plan_tier: `Plan ${nth % 2}` }),
    ...(random() < 0.5 && { seats: Math.floor(random() * 5) }),
    ...(random() < 0.5 && { beta: random() < 0.5 }),
    ...(random() < 0.3 && { long_gone: "kept" }),
  };
  const name = maybe(`Name ${nth}`);
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO contacts (organization_id, external_id, external_id_folded, email, email_folded,
       name, name_folded, phone, phone_folded, owner_id, verified, properties, properties_folded,
       first_seen_at, last_seen_at)
     VALUES ($1, $2, $2, $3, lower($3), $4, lower($4), $5, $5, $6, $7, $8, $9,
       now() - $10 * interval '1 second', now() - $11 * interval '1 second') RETURNING id`,
    [
      shop.id,
      externalId,
      email,
      name,
      maybe(`+49${nth}`),
      maybe(shop.agent.actor.id),
      verified && externalId !== null,
      JSON.stringify(properties),
      JSON.stringify(properties).toLowerCase(),
      maybe(1_000 + random() * 1_000),
      maybe(random() * 1_000),
    ],
  );
  const id = Number(rows[0]?.id);
  for (const tag of tags) {
    if (random() < 0.6) continue;
    await owner.query(
      `INSERT INTO tag_assignments (organization_id, contact_id, tag_id, source, actor_type, actor_id, created_at)
       VALUES ($1, $2, $3, 'manual_agent', 'agent', '1', now() - $4 * interval '1 second')`,
      [shop.id, id, tag, random() * 1_000],
    );
    await owner.query("UPDATE contacts SET tag_ids = tag_ids || $2::integer WHERE id = $1", [
      id,
      tag,
    ]);
  }
  for (const segment of segments) {
    if (random() < 0.4) continue;
    await owner.query(
      `INSERT INTO segment_memberships (organization_id, segment_id, contact_id, state, by_hand,
         source, actor_type, actor_id, reason, created_at)
       VALUES ($1, $2, $3, $4, $5, 'x', 'system', $6, $7, now() - $8 * interval '1 second')`,
      [
        shop.id,
        segment,
        id,
        random() < 0.3 ? "excluded" : "member",
        random() < 0.5,
        maybe("7"),
        maybe('{"matched": true}'),
        random() * 1_000,
      ],
    );
  }
  const browsers = Math.floor(random() * 3);
  for (let at = 0; at < browsers; at++) {
    const browser = newBrowser(shop);
    await owner.query(
      "INSERT INTO visitors (organization_id, token_hash, contact_id) VALUES ($1, $2, $3)",
      [shop.id, browser.tokenHash, id],
    );
    if (random() < 0.7) {
      await sendVisitorMessage(running.services, browser, null, says(`Hello ${nth}`));
    }
  }
  if (random() < 0.3) {
    await owner.query(
      `INSERT INTO leads (organization_id, contact_id, title, title_folded) VALUES ($1, $2, 'L', 'l')`,
      [shop.id, id],
    );
  }
  return id;
}

/** Everything of the organization but the log's new rows, the merges and the counting revisions. */
async function everything(): Promise<string[]> {
  const { owner } = running;
  const { rows: tables } = await owner.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id'
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
       AND c.relname <> 'contact_merges' ORDER BY 1`,
  );
  const all: string[] = [];
  for (const { name } of tables) {
    const { rows } = await owner.query<{ row: string }>(
      `SELECT (to_jsonb(t) - 'revision')::text AS row FROM ${name} t
       WHERE organization_id = $1 ${name === "events" ? "AND kind NOT IN ('contact.merged', 'contact.unmerged')" : ""}
       ORDER BY 1`,
      [shop.id],
    );
    all.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return all;
}

test(`Merging and undoing leaves every row as it was (C6; SEED=${seed})`, async () => {
  const random = numbersOf(seed);
  for (let round = 0; round < 12; round++) {
    const [one, other, third] = [
      await addRandomContact(random, round * 3),
      await addRandomContact(random, round * 3 + 1),
      await addRandomContact(random, round * 3 + 2),
    ];
    const before = await everything();
    const first = await mergeContacts(running.services, shop.admin, {
      keptId: one,
      absorbedId: other,
    });
    // One that has absorbed is absorbed itself, now and then.
    const nested = random() < 0.5;
    const between = await everything();
    const [keptId, absorbedId] = nested ? [third, one] : [one, third];
    const second = await mergeContacts(running.services, shop.admin, { keptId, absorbedId });
    await undoMerge(running.services, shop.admin, keptId, second.mergeId);
    expect(await everything(), `round ${round}, second merge`).toEqual(between);
    await undoMerge(running.services, shop.admin, one, first.mergeId);
    expect(await everything(), `round ${round}, first merge`).toEqual(before);
  }
});
