import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startExport } from "../../../server/src/contact-transfer/start-export.ts";
import { openDatabase } from "../../../server/src/database/database.ts";
import { RulesCache } from "../../../server/src/segments/rules-cache.ts";
import { recordHints } from "../../support/recorded-hints.ts";
import { addOrganization } from "../../support/sample-organization.ts";
import type { BenchDatabase, BenchOptions } from "../bench-database.ts";
import type { Bench, Side } from "../compare.ts";
import { addManyContacts } from "../support/many-contacts.ts";
import { memoryLine, noMemory, watchMemory, worse } from "../support/watch-memory.ts";
import { workOff } from "../support/work-off.ts";

/**
 * A background export of everybody, from the request until the file can be saved, against COPY of the
 * same five columns into a file of the database server's.
 */
export async function exportBench(
  { owner, appUrl }: BenchDatabase,
  { contacts }: BenchOptions,
): Promise<Bench> {
  const shop = await addOrganization(owner, "Export");
  await addManyContacts(owner, shop, contacts);
  // The reference gets the best of plans, and no time for compiling it.
  await owner.query("ANALYZE tags; SET jit = off");
  const database = openDatabase(appUrl);
  const { publisher } = recordHints();
  const services = { database, rules: new RulesCache(), publisher };
  const folder = mkdtempSync(join(tmpdir(), "tagalong-copy-"));
  // The database server may run as somebody else.
  chmodSync(folder, 0o777);
  let memory = noMemory;

  const byJob: Side = async () => {
    await owner.query("DELETE FROM stored_files");
    const began = performance.now();
    const { result, more } = await watchMemory(async () => {
      const job = await startExport(services, shop.admin, { filter: {}, columns: [] });
      return await workOff(services, shop.id, job);
    });
    const time = performance.now() - began;
    if (result?.state !== "done") throw new Error(`The export ended as ${result?.state}.`);
    memory = worse(memory, more);
    return { rate: 1_000 / time, times: [time] };
  };
  const byCopy: Side = async () => {
    const began = performance.now();
    await owner.query(`COPY (
        SELECT phone, coalesce(name, email, phone, external_id) AS "Display name",
          (SELECT string_agg(t.name, '|') FROM unnest(c.tag_ids) AS tag (id)
           JOIN tags t ON t.organization_id = ${shop.id} AND t.id = tag.id
           WHERE t.deleted_at IS NULL),
          first_seen_at, last_seen_at
        FROM contacts c WHERE organization_id = ${shop.id} ORDER BY id
      ) TO '${join(folder, "contacts.csv")}' WITH (FORMAT csv, HEADER)`);
    const time = performance.now() - began;
    return { rate: 1_000 / time, times: [time] };
  };
  const count = contacts.toLocaleString("en");
  return {
    comparisons: [
      {
        name: `Export, ${count} contacts in the background by COPY TO`,
        ours: byJob,
        reference: byCopy,
        figure: "p50",
        size: { series: "export all", contacts },
      },
    ],
    async close() {
      console.log(memoryLine(`Exporting ${count} contacts`, memory));
      rmSync(folder, { recursive: true });
      await database.close();
    },
  };
}
