import { setTimeout as pause } from "node:timers/promises";
import { jobSchema, type Job } from "@tagalong/shared/contracts/job.ts";
import pg from "pg";
import { addOrganization, addTags } from "../support/sample-organization.ts";
import { startMortalServer, type MortalServer, type ServerAddresses } from "./mortal-server.ts";

export const bulkContacts = 10_000;
const hadBefore = 1_000;
const full = 25;

/** What came of all the jobs: anything but nought is wrong. */
export interface BulkReckoning {
  /** Contacts without the tag that should have it. */
  missed: number;
  /** Events beyond one a contact, and those of contacts to whom nothing was done. */
  doubled: number;
  /** By how much the job's own counts are off. */
  miscounted: number;
  /** Kills that met a job in the middle. */
  happened: number;
}

/**
 * Tags 10,000 contacts again and again, of whom 1,000 have the tag and 25 are full, and kills the
 * server each time while it is at it (F21). Each job goes on by itself in the server's next life.
 */
export async function runBulkFault(
  addresses: ServerAddresses,
  times: number,
): Promise<BulkReckoning> {
  const owner = new pg.Client(addresses.ownerUrl);
  await owner.connect();
  const reckoning: BulkReckoning = { missed: 0, doubled: 0, miscounted: 0, happened: 0 };
  const server = await startMortalServer(addresses);
  try {
    for (let round = 1; reckoning.happened < times; round++) {
      const shop = await addOrganization(owner, `Bulk${Date.now()}-${round}`, { maxTags: 1 });
      const [gold, other] = (await addTags(owner, shop.id, ["gold", "other"])) as [number, number];
      await addCrowd(owner, shop.id, gold, other);
      const call = callAs(server, shop.adminToken);
      const job = await call("POST", "/api/crm/contacts/tags/bulk", {
        selection: { filter: { q: "guest" } },
        add: [gold],
      });
      reckoning.happened += await killInTheMiddle(owner, server, job.id);
      const ended = await untilEnded(call, job.id);
      const books = await balance(owner, shop.id, gold, ended);
      reckoning.missed += books.missed;
      reckoning.doubled += books.doubled;
      reckoning.miscounted += books.miscounted;
    }
    return reckoning;
  } finally {
    await server.stop();
    await owner.end();
  }
}

async function addCrowd(owner: pg.Client, organization: number, gold: number, other: number) {
  await owner.query(
    `WITH crowd AS (
       INSERT INTO contacts (organization_id, name, name_folded, tag_ids)
       SELECT $1, 'Guest ' || n, 'guest ' || n,
         CASE WHEN n <= $5 THEN ARRAY[$3::integer] WHEN n <= $5 + $6 THEN ARRAY[$4::integer] ELSE '{}' END
       FROM generate_series(1, $2::integer) n RETURNING id, tag_ids)
     INSERT INTO tag_assignments (organization_id, contact_id, tag_id, source, actor_type)
     SELECT $1, id, unnest(tag_ids), 'import', 'system' FROM crowd`,
    [organization, bulkContacts, gold, other, hadBefore, full],
  );
}

type Call = (method: string, path: string, body?: unknown) => Promise<Job>;

function callAs({ port }: MortalServer, token: string): Call {
  return async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return jobSchema.parse(await response.json());
  };
}

/** Somewhere between the first piece and the last one; 0 when the job was quicker than that. */
async function killInTheMiddle(
  owner: pg.Client,
  server: MortalServer,
  id: number,
): Promise<number> {
  const read = async () => {
    const { rows } = await owner.query<{ state: string; done: number }>(
      "SELECT state, done FROM jobs WHERE id = $1",
      [id],
    );
    return rows[0] ?? { state: "lost", done: 0 };
  };
  const from = Math.random() * bulkContacts * 0.7;
  for (let at = await read(); at.done <= from; at = await read()) {
    if (at.state !== "waiting" && at.state !== "running") return 0;
    await pause(2);
  }
  await pause(Math.random() * 40);
  await server.kill();
  const { state } = await read();
  return state === "running" ? 1 : 0;
}

async function untilEnded(call: Call, id: number): Promise<Job> {
  for (;;) {
    const job = await call("GET", `/api/jobs/${id}`).catch(() => undefined);
    if (job && job.state !== "waiting" && job.state !== "running") return job;
    await pause(100);
  }
}

async function balance(owner: pg.Client, organization: number, gold: number, job: Job) {
  const count = async (sql: string, ...values: unknown[]) => {
    const { rows } = await owner.query<{ count: string }>(`SELECT count(*) ${sql}`, [
      organization,
      ...values,
    ]);
    return Number(rows[0]?.count);
  };
  const should = bulkContacts - hadBefore - full;
  const tagged = await count(
    "FROM contacts WHERE organization_id = $1 AND $2::integer = ANY (tag_ids)",
    gold,
  );
  const assigned = await count(
    "FROM tag_assignments WHERE organization_id = $1 AND tag_id = $2",
    gold,
  );
  const events = await count("FROM events WHERE organization_id = $1 AND job_id = $2", job.id);
  const told = await count(
    "FROM (SELECT DISTINCT contact_id FROM events WHERE organization_id = $1 AND job_id = $2) AS t",
    job.id,
  );
  const wanted = { added: should, alreadyHad: hadBefore, atLimit: full };
  const off = Object.entries(wanted).map(([name, n]) => Math.abs((job.counts[name] ?? 0) - n));
  const right = bulkContacts - full;
  return {
    missed: Math.abs(right - tagged) + Math.abs(right - assigned) + Math.abs(should - told),
    doubled: events - told,
    miscounted: off.reduce((sum, n) => sum + n, Math.abs(job.done - bulkContacts)),
  };
}
