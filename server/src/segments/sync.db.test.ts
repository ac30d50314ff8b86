import type { Job } from "@tagalong/shared/contracts/job.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { compileCriteria } from "@tagalong/shared/criteria/match.ts";
import { conditionsOf } from "@tagalong/shared/criteria/references.ts";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/support/database.ts";
import { recordHints } from "../../../test/support/recorded-hints.ts";
import {
  addOrganization,
  everythingStored,
  type SampleOrganization,
} from "../../../test/support/sample-organization.ts";
import { readContactFacts } from "../contacts/contact-facts.ts";
import { openDatabase, type Database } from "../database/database.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { jobKinds } from "../job-kinds.ts";
import { cancelJob } from "../jobs/cancel-job.ts";
import { readJob } from "../jobs/read-job.ts";
import { stepJob } from "../jobs/step-job.ts";
import type { Services } from "../services.ts";
import { addMember, removeMember } from "./change-membership.ts";
import { createSegment } from "./create-segment.ts";
import { deleteSegment } from "./delete-segment.ts";
import { editSegment } from "./edit-segment.ts";
import { listMembers } from "./list-members.ts";
import { readSegment } from "./list-segments.ts";
import { RulesCache } from "./rules-cache.ts";
import { startSync } from "./start-sync.ts";

let own: TestDatabase;
let owner: pg.Client;
let database: Database;
let services: Services;
let shop: SampleOrganization;
let theirs: SampleOrganization;
let shops = 0;

const { hints, publisher } = recordHints();

beforeAll(async () => {
  own = await createTestDatabase();
  owner = new pg.Client(own.ownerUrl);
  await owner.connect();
  database = openDatabase(own.appUrl);
  services = { database, rules: new RulesCache(), publisher };
  theirs = await addOrganization(owner, "Theirs");
});

beforeEach(async () => {
  shops += 1;
  shop = await addOrganization(owner, `Shop${shops}`);
  hints.length = 0;
});

afterAll(async () => {
  await database.close();
  await owner.end();
  await own.drop();
});

const onPlan = (value: string) => ({
  field: "contact.property.plan_tier",
  operator: "equals",
  value,
});
const inCountry = (value: string) => ({ field: "contact.country", operator: "equals", value });

async function create(criteria: Criteria, name = "Synced"): Promise<number> {
  const { id } = await createSegment(services, shop.admin, {
    name,
    description: "",
    refresh: "on_sync",
    requiresSignedContext: false,
    criteria,
  });
  return id;
}

async function contact(plan: string | null, country: string | null = null): Promise<number> {
  const [id] = await crowd(1, plan, country);
  return id ?? 0;
}

async function crowd(count: number, plan: string | null, country: string | null = null) {
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO contacts (organization_id, name, name_folded, country, country_folded, properties,
       properties_folded)
     SELECT $1, 'Guest ' || n, 'guest ' || n, $4, lower($4), p, p
     FROM generate_series(1, $2::int) n, jsonb_strip_nulls(jsonb_build_object('plan_tier', $3::text)) p
     RETURNING id`,
    [shop.id, count, plan, country],
  );
  return rows.map(({ id }) => Number(id));
}

async function become(id: number, plan: string | null, country: string | null = null) {
  await owner.query(
    `UPDATE contacts SET country = $3, country_folded = lower($3), properties = p, properties_folded = p
     FROM jsonb_strip_nulls(jsonb_build_object('plan_tier', $2::text)) p WHERE id = $1`,
    [id, plan, country],
  );
}

async function work(job: Job): Promise<Job> {
  for (;;) {
    const { more } = await stepJob(services, jobKinds, shop.id, job.id);
    if (!more) return await readJob(services, jobKinds, shop.admin, job.id);
  }
}

const sync = async (id: number) => work(await startSync(services, shop.admin, id));

async function membersOf(id: number): Promise<number[]> {
  const { items } = await listMembers(services, shop.admin, id, { limit: 200 });
  return items.map((member) => member.contact.id).sort((one, other) => one - other);
}

async function eventsOf(job: Job) {
  const { rows } = await owner.query<{ kind: string; contact_id: string; data: object }>(
    "SELECT kind, contact_id, actor_type, source, data FROM events WHERE organization_id = $1 AND job_id = $2 ORDER BY contact_id",
    [shop.id, job.id],
  );
  return rows;
}

describe("Sync of a segment (S1)", () => {
  test("the list reflects contacts that matched at the time of the last sync", async () => {
    const [stays, leaves, comes] = [
      await contact("gold"),
      await contact("gold"),
      await contact("tin"),
    ];
    const id = await create({ all: [onPlan("gold")] });
    expect(await membersOf(id)).toEqual([]);
    expect((await readSegment(services, shop.admin, id)).refreshedAt).toBe(null);
    expect((await sync(id)).result).toBe("2 entered · 0 left · 0 kept");
    await become(leaves, "tin");
    await become(comes, "gold");
    expect(await membersOf(id)).toEqual([stays, leaves]);
    const before = new Date();
    const job = await sync(id);
    expect(job).toMatchObject({
      kind: "sync_segment",
      label: "Sync “Synced”",
      state: "done",
      done: 5,
      total: 5,
      counts: { entered: 1, left: 1, kept: 1 },
    });
    expect(await membersOf(id)).toEqual([stays, comes]);
    const { refreshedAt, syncJob, members } = await readSegment(services, shop.admin, id);
    expect(Date.parse(refreshedAt ?? "")).toBeGreaterThanOrEqual(before.getTime());
    expect({ syncJob, members }).toEqual({ syncJob: null, members: 2 });
  });

  test("who enters and who leaves is told with why, and every window with it (S5, S6)", async () => {
    const moves = await contact("gold");
    const id = await create({ all: [onPlan("gold")] });
    hints.length = 0;
    const about = { segmentId: id, name: "Synced" };
    const told = { contact_id: String(moves), actor_type: "system", source: "on_sync" };
    const plan = { path: "all.0", field: "contact.property.plan_tier", operator: "equals" };
    const gold = { ...plan, actual: "gold", actualText: '"gold"', denied: false };
    const entering = await sync(id);
    expect(await eventsOf(entering)).toMatchObject([
      {
        ...told,
        kind: "segment.entered",
        data: { ...about, reason: { matched: true, conditions: [gold] } },
      },
    ]);
    expect(hints).toContainEqual(["contactsChanged", shop.id, { from: moves, to: moves }]);
    expect(hints).toContainEqual(["settingsChanged", shop.id, "segments"]);
    const { items } = await listMembers(services, shop.admin, id, {});
    const [member] = items;
    expect(member).toMatchObject({ origin: "criteria" });
    expect(member?.why.join()).toMatch(/plan is "gold"/);
    await become(moves, "tin");
    expect(await eventsOf(await sync(id))).toMatchObject([
      {
        ...told,
        kind: "segment.left",
        data: { ...about, reason: { matched: false, conditions: [{ ...plan, actual: "tin" }] } },
      },
    ]);
  });

  test("creating or editing it syncs nothing", async () => {
    await contact("gold");
    const id = await create({ all: [onPlan("gold")] });
    await sync(id);
    const list = await membersOf(id);
    await editSegment(services, shop.admin, id, { criteria: { all: [onPlan("tin")] } });
    expect(await membersOf(id)).toEqual(list);
  });

  test("the other ways of refreshing are refused with a sentence, and nothing changes", async () => {
    const id = await create({ all: [onPlan("gold")] });
    for (const [refresh, sentence] of [
      ["manual", /by hand/],
      ["on_conversation", /start a conversation/],
      ["live", /always current/],
    ] as const) {
      await editSegment(services, shop.admin, id, { refresh });
      const stored = await everythingStored(owner);
      await expect(startSync(services, shop.admin, id)).rejects.toThrow(sentence);
      expect(await everythingStored(owner)).toBe(stored);
    }
  });

  test("one at a time: a second one is refused while the first is under way", async () => {
    const id = await create({ all: [onPlan("gold")] });
    const asked = await Promise.allSettled(
      [1, 2, 3].map(() => startSync(services, shop.admin, id)),
    );
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { syncJob } = await readSegment(services, shop.admin, id);
    await expect(startSync(services, shop.admin, id)).rejects.toThrow(/being synced already/);
    await work(await readJob(services, jobKinds, shop.admin, syncJob ?? 0));
    expect((await sync(id)).state).toBe("done");
  });

  test("killed in the middle it resumes, and nobody enters twice (F21)", async () => {
    const guests = await crowd(12_000, "gold");
    const id = await create({ all: [onPlan("gold")] });
    const started = await startSync(services, shop.admin, id);
    await stepJob(services, jobKinds, shop.id, started.id);
    // A step that dies before its commit: done again by whoever takes the job next.
    const dying: Services = {
      ...services,
      rules: Object.assign(new RulesCache(), {
        read: () => Promise.reject(new Error("The server was killed.")),
      }),
    };
    await stepJob(dying, jobKinds, shop.id, started.id);
    expect((await readJob(services, jobKinds, shop.admin, started.id)).done).toBe(5_000);
    const late = await contact("gold");
    await owner.query("UPDATE jobs SET resume_at = NULL WHERE id = $1", [started.id]);
    const job = await work(started);
    expect(job).toMatchObject({ state: "done", counts: { entered: 12_000, left: 0, kept: 0 } });
    expect(await eventsOf(job)).toHaveLength(12_000);
    const { members } = await readSegment(services, shop.admin, id);
    expect(members).toBe(guests.length);
    expect(await membersOf(id)).not.toContain(late);
  });

  test("cancelled it leaves what it did, and when it was last refreshed as it was", async () => {
    await crowd(6_000, "gold");
    const id = await create({ all: [onPlan("gold")] });
    const started = await startSync(services, shop.admin, id);
    await stepJob(services, jobKinds, shop.id, started.id);
    await cancelJob(services, jobKinds, shop.admin, started.id);
    expect((await work(started)).state).toBe("cancelled");
    const { members, refreshedAt, syncJob } = await readSegment(services, shop.admin, id);
    expect({ refreshedAt, syncJob }).toEqual({ refreshedAt: null, syncJob: null });
    expect(members).toBeGreaterThan(4_000);
    expect(members).toBeLessThan(6_000);
  });

  test("it ends with a sentence when the segment is changed or deleted meanwhile", async () => {
    await crowd(5_001, "gold");
    const id = await create({ all: [onPlan("gold")] });
    const first = await startSync(services, shop.admin, id);
    await stepJob(services, jobKinds, shop.id, first.id);
    await editSegment(services, shop.admin, id, { criteria: { all: [onPlan("tin")] } });
    expect((await work(first)).problem).toBe("The segment was changed meanwhile: sync it again.");
    const second = await startSync(services, shop.admin, id);
    await deleteSegment(services, shop.admin, id);
    expect((await work(second)).problem).toBe("The segment was deleted meanwhile.");
  });

  test("it reaches no other organization's contacts", async () => {
    await owner.query("UPDATE contacts SET country = 'US', country_folded = 'us'");
    const id = await create({ all: [inCountry("us")] });
    await sync(id);
    expect(await membersOf(id)).toEqual([shop.contact, shop.otherContact]);
    await expect(startSync(services, theirs.admin, id)).rejects.toThrow(/segment/i);
  });
});

describe("by hand and by Sync (S2)", () => {
  test("manual additions persist through re-syncs unless the contact no longer matches any criteria", async () => {
    const criteria = { all: [onPlan("gold"), inCountry("us")] };
    const id = await create(criteria);
    const never = await contact("tin", "de");
    const partly = await contact("gold", "de");
    const later = await contact("tin", "de");
    for (const each of [never, partly, later]) await addMember(services, shop.admin, id, each);
    await become(later, "tin", "us");
    expect((await sync(id)).counts).toMatchObject({ entered: 0, left: 0, kept: 3 });
    await become(partly, "tin", "de");
    await become(later, "tin", "de");
    const job = await sync(id);
    expect(job.counts).toMatchObject({ entered: 0, left: 2, kept: 1 });
    // Never matched any: somebody's own choice, which no sync knows better than.
    expect(await membersOf(id)).toEqual([never]);
    expect(await eventsOf(job)).toMatchObject([
      { kind: "segment.left", contact_id: String(partly) },
      { kind: "segment.left", contact_id: String(later) },
    ]);
    // Leaving so is not being taken out by hand: who matches enters again.
    await become(partly, "gold", "us");
    await sync(id);
    expect(await membersOf(id)).toEqual([never, partly]);
  });

  test("below none a condition is met by not holding", async () => {
    const id = await create({ all: [onPlan("gold"), { none: [inCountry("us")] }] });
    const added = await contact("tin", "de");
    await addMember(services, shop.admin, id, added);
    await become(added, "tin", "us");
    await sync(id);
    expect(await membersOf(id)).toEqual([]);
  });

  test("removing by hand sticks until somebody adds the contact again by hand", async () => {
    const removed = await contact("gold");
    const id = await create({ all: [onPlan("gold")] });
    await sync(id);
    await removeMember(services, shop.admin, id, removed);
    expect((await sync(id)).counts).toMatchObject({ entered: 0 });
    expect(await membersOf(id)).toEqual([]);
    await addMember(services, shop.admin, id, removed);
    await sync(id);
    expect(await membersOf(id)).toEqual([removed]);
  });
});

describe("random segments, contacts and hands", () => {
  const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 1e9));

  test(`a sync does as the criteria in memory say (seed ${seed})`, async () => {
    let state = seed;
    const below = (count: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * count);
    };
    const one = <T>(of: readonly T[]): T => of[below(of.length)] as T;
    const plans = ["gold", "tin", "lead", null];
    const countries = ["us", "de", null];
    const condition = () => {
      const found = one([onPlan, inCountry]);
      const { field, operator, value } = found(
        one(found === onPlan ? ["gold", "tin"] : ["us", "de"]),
      );
      return below(4) === 0
        ? { field, operator: one(["isEmpty", "isNotEmpty"]) }
        : { field, operator, value };
    };
    const tree = (depth: number): Criteria => {
      const nodes = Array.from({ length: 1 + below(3) }, () =>
        depth > 0 && below(3) === 0 ? tree(depth - 1) : condition(),
      );
      return one([{ all: nodes }, { any: nodes }, { none: nodes }]) as Criteria;
    };
    const ids = [shop.contact, shop.otherContact];
    for (let at = 0; at < 40; at++) ids.push(await contact(one(plans), one(countries)));
    let criteria = tree(2);
    const id = await create(criteria);
    const held = new Map<number, { out: boolean; byHand: boolean; met: boolean }>();
    /** Whether each contact matches, and whether it meets any condition. */
    const ask = async (contactId: number) =>
      await inOrganization(database, shop.id, async (transaction) => {
        const { contacts } = await services.rules.read(transaction);
        const { facts } = await readContactFacts(transaction, contactId);
        const holds = (which: Criteria) =>
          compileCriteria(which, contacts)({ contact: facts }, new Date());
        const met = [...conditionsOf(criteria)].some(({ condition: each, path }) => {
          const denied = path.split(".").filter((word) => word === "none").length % 2 === 1;
          return holds({ all: [each] }) !== denied;
        });
        return { matches: holds(criteria), met };
      });
    for (let round = 0; round < 12; round++) {
      for (let times = below(25); times > 0; times--) {
        const contactId = one(ids);
        const before = held.get(contactId);
        const what = below(4);
        if (what < 2) await become(contactId, one(plans), one(countries));
        else if (what === 2) {
          const { met } = await ask(contactId);
          await addMember(services, shop.admin, id, contactId);
          const already = before && !before.out && before.byHand;
          if (!already) held.set(contactId, { out: false, byHand: true, met });
        } else {
          await removeMember(services, shop.admin, id, contactId);
          if (before && !before.out) held.set(contactId, { ...before, out: true });
        }
      }
      if (below(4) === 0) {
        criteria = tree(2);
        await editSegment(services, shop.admin, id, { criteria });
      }
      const counts = { entered: 0, left: 0, kept: 0 };
      for (const contactId of ids) {
        const { matches, met } = await ask(contactId);
        const before = held.get(contactId);
        if (before?.out) continue;
        if (before) {
          const leaves = before.byHand ? before.met && !met : !matches;
          if (leaves) held.delete(contactId);
          else before.met ||= met;
          counts[leaves ? "left" : "kept"] += 1;
        } else if (matches) {
          held.set(contactId, { out: false, byHand: false, met: true });
          counts.entered += 1;
        }
      }
      const job = await sync(id);
      expect(job.counts, `round ${round}`).toEqual(counts);
      expect(await membersOf(id), `round ${round}`).toEqual(
        ids.filter((each) => held.get(each)?.out === false),
      );
      expect(await eventsOf(job)).toHaveLength(counts.entered + counts.left);
    }
  });
});
