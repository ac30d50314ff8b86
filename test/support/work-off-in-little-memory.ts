import { fork } from "node:child_process";
import type { Job } from "@tagalong/shared/contracts/job.ts";
import { isUnderWay } from "@tagalong/shared/contracts/job.ts";
import { openDatabase } from "../../server/src/database/database.ts";
import { jobKinds } from "../../server/src/job-kinds.ts";
import { stepJob } from "../../server/src/jobs/step-job.ts";
import { RulesCache } from "../../server/src/segments/rules-cache.ts";
import { recordHints } from "./recorded-hints.ts";

/** Works a job off in a process that ends when it holds more than so many MB. */
export async function workOffInLittleMemory(
  megabytes: number,
  { appUrl, organizationId, jobId }: { appUrl: string; organizationId: number; jobId: number },
): Promise<void> {
  const given = [appUrl, String(organizationId), String(jobId)];
  const child = fork(import.meta.filename, given, {
    execArgv: [`--max-old-space-size=${megabytes}`],
    silent: true,
  });
  let said = "";
  child.stderr?.on("data", (piece) => (said += String(piece)));
  const code = await new Promise((resolve) => child.once("exit", (...how) => resolve(how.join())));
  if (code !== "0,") throw new Error(`It ended with ${String(code)}: ${said.slice(-2_000)}`);
}

async function workOff(appUrl: string, organizationId: number, jobId: number): Promise<void> {
  const database = openDatabase(appUrl);
  const { publisher } = recordHints();
  const services = { database, rules: new RulesCache(), publisher };
  let job: Job | undefined;
  do {
    job = (await stepJob(services, jobKinds, organizationId, jobId)).changed[0];
  } while (job && isUnderWay(job));
  await database.close();
}

if (import.meta.main) {
  const [, , appUrl = "", organizationId, jobId] = process.argv;
  await workOff(appUrl, Number(organizationId), Number(jobId));
}
