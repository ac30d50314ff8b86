/**
 * `npm run faults`: every fault of the harness as often as delivery's list says, one table at the
 * end. `-- --times 5` does each five times; `-- --json FILE` writes the rows.
 */
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { appLogin } from "../../server/src/start/app-login.ts";
import { databaseUrl, onCluster, startTestCluster } from "../support/test-cluster.ts";
import { report, result, type Result } from "./results.ts";
import { bulkContacts, runBulkFault } from "./run-bulk-fault.ts";
import { runFault } from "./run-fault.ts";
import { theFaults } from "./the-faults.ts";

const { values } = parseArgs({
  options: { times: { type: "string" }, json: { type: "string" }, only: { type: "string" } },
});
const cluster = await startTestCluster();
const name = `${cluster.template}_${randomBytes(4).toString("hex")}`;
await onCluster(cluster.ownerUrl, `CREATE DATABASE ${name} TEMPLATE ${cluster.template}`);
const ownerUrl = databaseUrl(cluster.ownerUrl, name);
const appUrl = await appLogin(ownerUrl);

const results: Result[] = [];
try {
  for (const { fault, fullRun } of theFaults) {
    if (values.only !== undefined && !fault.name.startsWith(values.only)) continue;
    const times = values.times === undefined ? fullRun : Number(values.times);
    const began = Date.now();
    const reckoning = await runFault({ ownerUrl, appUrl }, fault, { times, visitors: 20 });
    const { sent, happened } = reckoning;
    for (const wrong of ["lost", "doubled", "missed", "disordered"] as const) {
      results.push(
        result({
          name: `${fault.name} ×${happened}: ${wrong}`,
          ours: reckoning[wrong],
          reference: 0,
          unit: "messages",
          n: sent,
        }),
      );
    }
    console.log(`${fault.name} ×${happened}: ${Math.round((Date.now() - began) / 1000)} s`);
  }
  const bulk = "F21 killed during a bulk job";
  if (bulk.startsWith(values.only ?? "")) {
    const times = Number(values.times ?? 20);
    const { happened, ...wrongs } = await runBulkFault({ ownerUrl, appUrl }, times);
    for (const [wrong, ours] of Object.entries(wrongs)) {
      const name = `${bulk} ×${happened}: ${wrong}`;
      results.push(
        result({ name, ours, reference: 0, unit: "contacts", n: happened * bulkContacts }),
      );
    }
  }
} finally {
  await onCluster(cluster.ownerUrl, `DROP DATABASE ${name} WITH (FORCE)`);
  await cluster.stop();
}
report(results);
if (results.some(({ ours }) => ours > 0)) process.exitCode = 1;
