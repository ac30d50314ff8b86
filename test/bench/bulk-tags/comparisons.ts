import pg from "pg";
import { startBulkTags } from "../../../server/src/bulk-tags/start-bulk-tags.ts";
import { openDatabase } from "../../../server/src/database/database.ts";
import { jobKinds } from "../../../server/src/job-kinds.ts";
import { runJobs } from "../../../server/src/jobs/run-jobs.ts";
import { RulesCache } from "../../../server/src/segments/rules-cache.ts";
import type { Services } from "../../../server/src/services.ts";
import { recordHints } from "../../support/recorded-hints.ts";
import { addOrganization, addTags } from "../../support/sample-organization.ts";
import type { BenchDatabase } from "../bench-database.ts";
import type { Bench, Side } from "../compare.ts";
import { addManyContacts } from "../support/many-contacts.ts";

const contacts = 100_000;

/**
 * Tagging all contacts that match in the background, from the request until the job is done, against
 * one plain INSERT … SELECT of the assignments, and against one statement that writes everything the
 * job writes: assignments, the contacts' own lists of tags, and history.
 */
export async function bulkTagsBench({ owner, ownerUrl, appUrl }: BenchDatabase): Promise<Bench> {
  const shop = await addOrganization(owner, "Bulk", { maxTags: null });
  await addManyContacts(owner, shop, contacts);
  const [tag] = (await addTags(owner, shop.id, ["bulk"])) as [number];
  const database = openDatabase(appUrl);
  const plain = new pg.Client(ownerUrl);
  await plain.connect();
  let ended = (): void => {};
  const { publisher } = recordHints();
  const services: Services = {
    database,
    rules: new RulesCache(),
    publisher: {
      ...publisher,
      jobChanged: (_, { state }) => {
        if (state === "done") ended();
      },
    },
  };
  const jobs = await runJobs(ownerUrl, services, jobKinds);

  const clear = async () => {
    await owner.query(`DELETE FROM tag_assignments WHERE tag_id = ${tag}`);
    await owner.query(`DELETE FROM events WHERE organization_id = ${shop.id}`);
    await owner.query(
      `UPDATE contacts SET tag_ids = array_remove(tag_ids, ${tag}) WHERE ${tag} = ANY (tag_ids)`,
    );
    await owner.query("VACUUM ANALYZE contacts, tag_assignments, events");
  };
  const timed =
    (work: () => Promise<unknown>): Side =>
    async () => {
      await clear();
      const began = performance.now();
      await work();
      const time = performance.now() - began;
      return { rate: 1_000 / time, times: [time] };
    };
  const byJob = timed(async () => {
    const done = new Promise<void>((resolve) => {
      ended = resolve;
    });
    await startBulkTags(services, shop.admin, {
      selection: { filter: {} },
      add: [tag],
      remove: [],
    });
    await done;
  });
  const assigned = `INSERT INTO tag_assignments (organization_id, contact_id, tag_id, source, actor_type, actor_id)
    SELECT organization_id, id, ${tag}, 'manual_admin', 'agent', '1' FROM contacts WHERE organization_id = ${shop.id}`;
  const byInsert = timed(() => plain.query(assigned));
  const byStatement = timed(() =>
    plain.query(`WITH assigned AS (${assigned} RETURNING contact_id), told AS (
        INSERT INTO events (organization_id, kind, subject_type, subject_id, contact_id, actor_type, actor_id, source, data)
        SELECT ${shop.id}, 'contact.tag_added', 'contact', contact_id::text, contact_id, 'agent', '1', 'manual_admin',
          '{"job": 1, "tag": {"id": ${tag}, "name": "bulk"}}' FROM assigned)
      UPDATE contacts SET tag_ids = tag_ids || ${tag}, revision = revision + 1
      FROM assigned WHERE organization_id = ${shop.id} AND id = assigned.contact_id`),
  );
  return {
    comparisons: [
      {
        name: "Bulk-tags, 100,000 contacts by one plain INSERT … SELECT",
        ours: byJob,
        reference: byInsert,
        figure: "p50",
      },
      {
        name: "Bulk-tags, 100,000 contacts by one plain statement of the same rows",
        ours: byJob,
        reference: byStatement,
        figure: "p50",
      },
    ],
    async close() {
      await jobs.close();
      await plain.end();
      await database.close();
    },
  };
}
