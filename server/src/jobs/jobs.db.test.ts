import { isUnderWay, type Job } from "@tagalong/shared/contracts/job.ts";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { createTestDatabase, type TestDatabase } from "../../../test/support/database.ts";
import { recordHints } from "../../../test/support/recorded-hints.ts";
import {
  addContact,
  addOrganization,
  type SampleOrganization,
} from "../../../test/support/sample-organization.ts";
import type { Principal } from "../auth/principal.ts";
import { openDatabase, type Database } from "../database/database.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { statement } from "../database/statement.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { RulesCache } from "../segments/rules-cache.ts";
import type { Services } from "../services.ts";
import { cancelJob } from "./cancel-job.ts";
import { declareJob, jobKindsOf } from "./declare-job.ts";
import { dismissJob } from "./dismiss-job.ts";
import { listJobs } from "./list-jobs.ts";
import { readJob } from "./read-job.ts";
import { runJobs, type Jobs } from "./run-jobs.ts";
import { startJob } from "./start-job.ts";
import { stepJob } from "./step-job.ts";
import { undoJob } from "./undo-job.ts";

let own: TestDatabase;
let owner: pg.Client;
let database: Database;
let services: Services;
let mine: SampleOrganization;
let theirs: SampleOrganization;
let jobs: Jobs | undefined;
/** What befalls the step that would write this number, each once. */
let accidents: Map<number, () => Promise<void>>;

const { hints, publisher } = recordHints();
const visits = statement(
  "UPDATE contacts SET revision = revision + $3 WHERE organization_id = $1 AND id = $2",
);

const payload = z.object({ contact: z.int(), times: z.int(), by: z.int() });

/** Adds to a contact's revision, one step a time; there is no other sign of a step than that. */
const visiting = (kind: string, by: number) =>
  ({
    kind,
    permission: "tag contacts",
    payload,
    cursor: z.int(),
    async step(_: Services, transaction, job) {
      const time = (job.cursor ?? 0) + 1;
      await transaction.query(visits, [mine.id, job.payload.contact, by]);
      const accident = accidents.get(time);
      accidents.delete(time);
      await accident?.();
      return {
        cursor: time,
        done: 1,
        counts: { visited: 1 },
        finished: time === job.payload.times,
      };
    },
    result: (job) => `Visited ${job.counts.visited ?? 0} times`,
  }) satisfies Parameters<typeof declareJob<z.infer<typeof payload>, number>>[0];
const leave = declareJob(visiting("leave", -1));
const visit = declareJob({
  ...visiting("visit", 1),
  undo: (job) =>
    leave.of({ label: "Leave", payload: { ...job.payload, times: job.done }, total: job.done }),
});
const kinds = jobKindsOf([visit, leave]);

beforeAll(async () => {
  own = await createTestDatabase();
  owner = new pg.Client(own.ownerUrl);
  await owner.connect();
  database = openDatabase(own.appUrl);
  services = { database, rules: new RulesCache(), publisher };
  mine = await addOrganization(owner, "Mine");
  theirs = await addOrganization(owner, "Theirs");
});

beforeEach(() => {
  accidents = new Map();
  hints.length = 0;
});

afterEach(async () => {
  await jobs?.close();
  jobs = undefined;
});

afterAll(async () => {
  await database.close();
  await owner.end();
  await own.drop();
});

const work = async () => {
  jobs = await runJobs(own.ownerUrl, services, kinds);
};

async function start(
  times: number,
  who: Principal = mine.agent,
): Promise<Job & { contact: number }> {
  const contact = await addContact(owner, mine.id, "Host");
  const job = await inOrganization(database, mine.id, (transaction) =>
    startJob(
      transaction,
      publisher,
      who,
      visit.of({ label: "Visit", payload: { contact, times, by: 1 }, total: times }),
    ),
  );
  return { ...job, contact };
}

const read = (id: number, who: Principal = mine.agent) => readJob(services, kinds, who, id);
const ended = (id: number) =>
  vi.waitFor(
    async () => {
      const job = await read(id);
      expect(isUnderWay(job)).toBe(false);
      return job;
    },
    { timeout: 20_000, interval: 20 },
  );
async function visitsOf(contact: number): Promise<number> {
  const { rows } = await owner.query<{ revision: string }>(
    "SELECT revision FROM contacts WHERE organization_id = $1 AND id = $2",
    [mine.id, contact],
  );
  return Number(rows[0]?.revision) - 1;
}

describe("a job", () => {
  test("is worked off in steps, counts them, and says when it is done", async () => {
    await work();
    const job = await start(30);
    expect(job).toMatchObject({
      state: "waiting",
      done: 0,
      total: 30,
      label: "Visit",
      canUndo: false,
    });
    expect(await ended(job.id)).toMatchObject({
      state: "done",
      done: 30,
      counts: { visited: 30 },
      result: "Visited 30 times",
      canCancel: false,
      canUndo: true,
      createdBy: { type: "agent", id: mine.agent.actor.id, name: "Mine agent" },
    });
    expect(await visitsOf(job.contact)).toBe(30);
    const told = hints.filter(([name]) => name === "jobChanged").map(([, , about]) => about as Job);
    expect(told[0]).toMatchObject({ id: job.id, state: "waiting" });
    await vi.waitFor(() => expect(hints.at(-1)?.[2]).toMatchObject({ id: job.id, state: "done" }));
    expect(told.length).toBeLessThan(30);
  });

  test("does not begin when the transaction that starts it fails", async () => {
    await work();
    const { items: before } = await listJobs(services, kinds, mine.agent, {});
    const failing = inOrganization(database, mine.id, async (transaction) => {
      const contact = mine.contact;
      await startJob(
        transaction,
        publisher,
        mine.agent,
        visit.of({ label: "Never", payload: { contact, times: 1, by: 1 }, total: 1 }),
      );
      throw new ProblemError("conflict", "No.");
    });
    await expect(failing).rejects.toThrow("No.");
    expect((await listJobs(services, kinds, mine.agent, {})).items).toEqual(before);
    expect(hints).toEqual([]);
  });

  test("that is refused a step fails with the sentence, and keeps what it did before", async () => {
    await work();
    accidents.set(4, () => Promise.reject(new ProblemError("conflict", "The host is asleep.")));
    const job = await start(9);
    expect(await ended(job.id)).toMatchObject({
      state: "failed",
      done: 3,
      problem: "The host is asleep.",
      canUndo: true,
    });
    expect(await visitsOf(job.contact)).toBe(3);
  });

  test("tries a step again that failed by our fault, and does it once", async () => {
    await work();
    accidents.set(2, () => Promise.reject(new Error("The cable was pulled.")));
    const job = await start(3);
    expect(await ended(job.id)).toMatchObject({ state: "done", done: 3, problem: null });
    expect(await visitsOf(job.contact)).toBe(3);
  });

  test("goes on where it was when its server died (F21)", async () => {
    const job = await start(5);
    await stepJob(services, kinds, mine.id, job.id);
    await owner.query("DELETE FROM graphile_worker._private_jobs");
    await owner.query("UPDATE jobs SET touched_at = now() - interval '1 minute' WHERE id = $1", [
      job.id,
    ]);
    await work();
    expect(await ended(job.id)).toMatchObject({ state: "done", done: 5 });
    expect(await visitsOf(job.contact)).toBe(5);
  });

  test("is stepped by one server at a time", async () => {
    const job = await start(3);
    let second: Awaited<ReturnType<typeof stepJob>> | undefined;
    accidents.set(1, async () => {
      second = await stepJob(services, kinds, mine.id, job.id);
    });
    await stepJob(services, kinds, mine.id, job.id);
    expect(second).toEqual({ changed: [], more: false });
    expect(await read(job.id)).toMatchObject({ done: 1 });
    await cancelJob(services, kinds, mine.agent, job.id);
  });
});

describe("cancelling", () => {
  test("ends a job at once that nobody works on", async () => {
    const job = await start(3);
    const cancelled = await cancelJob(services, kinds, mine.agent, job.id);
    expect(cancelled).toMatchObject({
      state: "cancelled",
      done: 0,
      canUndo: false,
      canCancel: false,
    });
    expect(await cancelJob(services, kinds, mine.agent, job.id)).toEqual(cancelled);
  });

  test("lets the step at hand end, and none begin", async () => {
    const job = await start(5);
    accidents.set(2, async () => {
      expect(await cancelJob(services, kinds, mine.agent, job.id)).toMatchObject({
        state: "running",
        cancelling: true,
        canCancel: false,
      });
    });
    await work();
    expect(await ended(job.id)).toMatchObject({
      state: "cancelled",
      done: 2,
      result: "Visited 2 times",
    });
    expect(await visitsOf(job.contact)).toBe(2);
  });
});

describe("undoing", () => {
  test("is a job of its own, after which the first one is undone", async () => {
    await work();
    const job = await start(4);
    await ended(job.id);
    const undoing = await undoJob(services, kinds, mine.agent, job.id);
    expect(undoing).toMatchObject({ kind: "leave", undoes: job.id, total: 4 });
    await ended(undoing.id);
    expect(await read(job.id)).toMatchObject({ state: "undone", canUndo: false });
    expect(await visitsOf(job.contact)).toBe(0);
    await expect(undoJob(services, kinds, mine.agent, job.id)).rejects.toThrow("undone already");
  });

  test("begins once, however many ask at once", async () => {
    const job = await start(1);
    await stepJob(services, kinds, mine.id, job.id);
    const asked = await Promise.allSettled(
      [1, 2, 3, 4].map(() => undoJob(services, kinds, mine.agent, job.id)),
    );
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await read(job.id)).toMatchObject({ state: "done", canUndo: false });
    await work();
    await vi.waitFor(async () => expect(await read(job.id)).toMatchObject({ state: "undone" }));
  });

  test("waits until the job has ended", async () => {
    const job = await start(2);
    await expect(undoJob(services, kinds, mine.agent, job.id)).rejects.toThrow("cancel it first");
    await cancelJob(services, kinds, mine.agent, job.id);
    await expect(undoJob(services, kinds, mine.agent, job.id)).rejects.toThrow("done nothing");
  });
});

describe("who sees a job", () => {
  test("who started it and admins; to others there is none", async () => {
    const job = await start(1, mine.admin);
    await expect(read(job.id, mine.agent)).rejects.toMatchObject({ code: "not_found" });
    await expect(read(job.id, theirs.admin)).rejects.toMatchObject({ code: "not_found" });
    const seenBy = async (who: Principal) =>
      (await listJobs(services, kinds, who, {})).items.map(({ id }) => id);
    expect(await seenBy(mine.agent)).not.toContain(job.id);
    expect(await seenBy(mine.admin)).toContain(job.id);
    const agents = await start(1);
    expect(await seenBy(mine.admin)).toEqual(expect.arrayContaining([job.id, agents.id]));
    for (const { id } of [job, agents]) await cancelJob(services, kinds, mine.admin, id);
  });

  test("a page at a time, the newest first", async () => {
    const first = await listJobs(services, kinds, mine.admin, { limit: 2 });
    const second = await listJobs(services, kinds, mine.admin, {
      limit: 2,
      cursor: first.nextCursor ?? undefined,
    });
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(ids).toHaveLength(4);
    expect(ids).toEqual(ids.toSorted((one, other) => other - one));
  });

  test("it can be put out of sight, and is still there", async () => {
    const job = await start(1);
    await cancelJob(services, kinds, mine.agent, job.id);
    await dismissJob(services, kinds, mine.agent, job.id);
    expect(await read(job.id)).toMatchObject({ dismissed: true });
  });

  test("who may not do it may not cancel or undo it", async () => {
    const job = await start(1);
    const barred: Principal = { ...mine.agent, permissions: new Set(["view contacts"]) };
    for (const verb of [cancelJob, undoJob]) {
      await expect(verb(services, kinds, barred, job.id)).rejects.toMatchObject({
        code: "forbidden",
      });
    }
    await cancelJob(services, kinds, mine.agent, job.id);
  });
});
