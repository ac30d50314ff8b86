import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/support/database.ts";
import {
  addOrganization,
  type SampleOrganization,
} from "../../../test/support/sample-organization.ts";
import { openDatabase, type Database } from "./database.ts";
import { inOrganization } from "./organization-transaction.ts";
import { statement } from "./statement.ts";

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

const allContacts = statement<{ id: number; name: string; revision: number; created_at: Date }>(
  "SELECT id, name, revision, created_at FROM contacts ORDER BY id",
);
const rename = statement<{ id: number }>(
  "UPDATE contacts SET name = $1 WHERE id = $2 RETURNING id",
);
const nameOf = async (id: number) => {
  const { rows } = await owner.query<{ name: string }>("SELECT name FROM contacts WHERE id = $1", [
    id,
  ]);
  return rows[0]?.name;
};

describe("the second wall", () => {
  test("a query that forgets its where reads one organization only", async () => {
    const seen = await inOrganization(database, mine.id, (transaction) =>
      transaction.query(allContacts, []),
    );
    expect(seen.map((row) => row.id)).toEqual([mine.contact, mine.otherContact]);
    const typed = await inOrganization(database, theirs.id, ({ kysely }) =>
      kysely.selectFrom("contacts").select("id").orderBy("id").execute(),
    );
    expect(typed.map((row) => row.id)).toEqual([theirs.contact, theirs.otherContact]);
  });

  test("another organization's row can be neither changed, deleted nor made", async () => {
    const changed = await inOrganization(database, mine.id, (transaction) =>
      transaction.query(rename, ["Stolen", theirs.contact]),
    );
    expect(changed).toEqual([]);
    const deleted = await inOrganization(database, mine.id, ({ kysely }) =>
      kysely.deleteFrom("tags").where("id", "=", theirs.tags.both).executeTakeFirst(),
    );
    expect(Number(deleted.numDeletedRows)).toBe(0);
    const made = inOrganization(database, mine.id, ({ kysely }) =>
      kysely.insertInto("tags").values({ organization_id: theirs.id, name: "planted" }).execute(),
    );
    await expect(made).rejects.toThrow(/row-level security/);
    const moved = inOrganization(database, mine.id, ({ kysely }) =>
      kysely
        .updateTable("tags")
        .set({ organization_id: theirs.id })
        .where("id", "=", mine.tags.both)
        .execute(),
    );
    await expect(moved).rejects.toThrow(/row-level security/);
    expect(await nameOf(theirs.contact)).not.toBe("Stolen");
  });

  test("outside a transaction nothing of an organization can be read", async () => {
    for (let round = 0; round < 3; round++) {
      await expect(database.pool.query("SELECT * FROM contacts")).rejects.toThrow();
      await inOrganization(database, mine.id, (transaction) => transaction.query(allContacts, []));
    }
  });

  test("the server's role owns nothing and cannot pass the wall, whoever signed in", async () => {
    const asOwner = openDatabase(own.ownerUrl, { connections: 1 });
    const { rows } = await asOwner.pool.query<{ me: string; passes: boolean; owns: boolean }>(
      `SELECT current_user AS me, rolsuper OR rolbypassrls AS passes,
         EXISTS (SELECT FROM pg_class WHERE relowner = r.oid) AS owns
       FROM pg_roles r WHERE rolname = current_user`,
    );
    await asOwner.close();
    expect(rows).toEqual([{ me: "tagalong_app", passes: false, owns: false }]);
  });

  test("what is no organization's id never reaches the database", async () => {
    for (const id of [0, -1, 1.5, Number.NaN, 2 ** 31, "1; DROP TABLE tags" as unknown as number]) {
      const entered = inOrganization(database, id, () => Promise.resolve());
      await expect(entered).rejects.toThrow(TypeError);
    }
  });
});

describe("a transaction", () => {
  beforeEach(async () => {
    await owner.query("UPDATE contacts SET name = 'Before'");
  });

  test("is stored when its commit is sent along with its statements", async () => {
    let told = "";
    await inOrganization(database, mine.id, async (transaction) => {
      transaction.onCommit(() => (told = "stored"));
      const answer = await transaction.commitWith(
        { statement: rename, values: ["After", mine.contact] },
        undefined,
        { statement: rename, values: ["Too", mine.otherContact] },
      );
      expect(answer).toEqual([{ id: mine.contact }]);
    });
    expect([await nameOf(mine.contact), told]).toEqual(["After", "stored"]);
    expect(await nameOf(mine.otherContact)).toBe("Too");
  });

  test("stores nothing of it when one of those statements fails", async () => {
    let told = "";
    const failed = inOrganization(database, mine.id, async (transaction) => {
      transaction.onCommit(() => (told = "stored"));
      await transaction.commitWith(
        { statement: rename, values: ["After", mine.contact] },
        { statement: rename, values: ["Too", "no number"] },
      );
    });
    await expect(failed).rejects.toThrow(/no number/);
    expect([await nameOf(mine.contact), told]).toEqual(["Before", ""]);
  });

  test("commits everything, then tells, in order", async () => {
    const told: string[] = [];
    await inOrganization(database, mine.id, async (transaction) => {
      transaction.onCommit(() => told.push("first"));
      transaction.onCommit(() => told.push("second"));
      await transaction.query(rename, ["After", mine.contact]);
      await transaction.kysely
        .updateTable("contacts")
        .set({ name: "After too" })
        .where("id", "=", mine.otherContact)
        .execute();
      expect(told).toEqual([]);
    });
    expect(told).toEqual(["first", "second"]);
    expect(await nameOf(mine.contact)).toBe("After");
    expect(await nameOf(mine.otherContact)).toBe("After too");
  });

  test("undoes everything and tells nothing when its work fails", async () => {
    const told: string[] = [];
    const failed = inOrganization(database, mine.id, async (transaction) => {
      transaction.onCommit(() => told.push("never"));
      await transaction.query(rename, ["After", mine.contact]);
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    expect(told).toEqual([]);
    expect(await nameOf(mine.contact)).toBe("Before");
  });

  test("is not taken for committed when a failed statement was swallowed", async () => {
    const swallowed = inOrganization(database, mine.id, async (transaction) => {
      await transaction.query(rename, ["After", mine.contact]);
      await transaction.query(statement("SELECT 1 / 0"), []).catch(() => {});
    });
    await expect(swallowed).rejects.toThrow(/aborted/);
    expect(await nameOf(mine.contact)).toBe("Before");
  });

  test("a hint that fails takes nothing back", async () => {
    await inOrganization(database, mine.id, async (transaction) => {
      transaction.onCommit(() => {
        throw new Error("nobody listens");
      });
      await transaction.query(rename, ["After", mine.contact]);
    });
    expect(await nameOf(mine.contact)).toBe("After");
  });

  test("of two in a deadlock both are done in the end", async () => {
    let meeting = 0;
    let bothHold: (() => void) | undefined;
    const met = new Promise<void>((resolve) => (bothHold = resolve));
    const told: number[] = [];
    const inTurn = (first: number, second: number) =>
      inOrganization(database, mine.id, async (transaction) => {
        transaction.onCommit(() => told.push(first));
        await transaction.query(rename, ["Once", first]);
        meeting += 1;
        if (meeting === 2) bothHold?.();
        if (meeting <= 2) await met;
        await transaction.query(rename, ["Twice", second]);
      });
    await Promise.all([
      inTurn(mine.contact, mine.otherContact),
      inTurn(mine.otherContact, mine.contact),
    ]);
    expect(new Set(told)).toEqual(new Set([mine.contact, mine.otherContact]));
    expect(told).toHaveLength(2);
  });

  test("statements sent together come back in order, ids and counts as numbers", async () => {
    const answers = await inOrganization(database, mine.id, (transaction) =>
      Promise.all(
        [1, 2, 3].map((n) =>
          transaction.query(
            statement<{ n: number; ids: number[] }>(
              "SELECT $1::bigint AS n, ARRAY[1, $1]::bigint[] AS ids",
            ),
            [n],
          ),
        ),
      ),
    );
    expect(answers.flat()).toEqual([1, 2, 3].map((n) => ({ n, ids: [1, n] })));
    const [contact] = await inOrganization(database, mine.id, (transaction) =>
      transaction.query(allContacts, []),
    );
    expect(contact?.revision).toBe(1);
    expect(contact?.created_at).toBeInstanceOf(Date);
  });

  test("is run again when its connection is killed before the commit", async () => {
    let runs = 0;
    const told: string[] = [];
    await inOrganization(database, mine.id, async (transaction) => {
      runs += 1;
      transaction.onCommit(() => told.push(`run ${runs}`));
      await transaction.query(rename, ["After", mine.contact]);
      if (runs === 1) await killConnections();
      await transaction.query(rename, ["After too", mine.otherContact]);
    });
    expect(runs).toBeGreaterThan(1);
    expect(told).toEqual([`run ${runs}`]);
    expect(await nameOf(mine.contact)).toBe("After");
  });
});

async function killConnections() {
  await owner.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE usename = 'tagalong_app' AND datname = current_database()`,
  );
}

test("a job is enqueued in the transaction that causes it, with its organization (delivery 8)", async () => {
  const enqueue = statement("SELECT enqueue_job('greet', $1::jsonb)");
  const undone = inOrganization(database, mine.id, async (transaction) => {
    await transaction.query(enqueue, [JSON.stringify({ who: "nobody" })]);
    throw new Error("no");
  });
  await expect(undone).rejects.toThrow("no");
  await inOrganization(database, mine.id, (transaction) =>
    transaction.query(enqueue, [JSON.stringify({ who: "Ann", organizationId: theirs.id })]),
  );
  const { rows } = await owner.query("SELECT payload FROM graphile_worker._private_jobs");
  expect(rows).toEqual([{ payload: { who: "Ann", organizationId: mine.id } }]);
});
