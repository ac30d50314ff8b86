import {
  appendFileSync,
  chmodSync,
  createReadStream,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { importSettingsSchema } from "@tagalong/shared/contracts/contact-transfer.ts";
import { startImport } from "../../../server/src/contact-transfer/start-import.ts";
import { uploadImport } from "../../../server/src/contact-transfer/upload-import.ts";
import { openDatabase } from "../../../server/src/database/database.ts";
import { RulesCache } from "../../../server/src/segments/rules-cache.ts";
import { recordHints } from "../../support/recorded-hints.ts";
import { addOrganization } from "../../support/sample-organization.ts";
import type { BenchDatabase, BenchOptions } from "../bench-database.ts";
import type { Bench, Side } from "../compare.ts";
import { memoryLine, noMemory, watchMemory, worse } from "../support/watch-memory.ts";
import { workOff } from "../support/work-off.ts";

/**
 * An import of new people, from the upload until the job is done, against COPY of the same fields as
 * they are into the same table with the same indexes. The import also checks every cell, looks for
 * each person, keeps folded copies for criteria and writes each contact's history.
 */
export async function importBench(
  { owner, appUrl }: BenchDatabase,
  { contacts }: BenchOptions,
): Promise<Bench> {
  const database = openDatabase(appUrl);
  const { publisher } = recordHints();
  const services = { database, rules: new RulesCache(), publisher };
  const folder = mkdtempSync(join(tmpdir(), "tagalong-import-"));
  // The database server may run as somebody else.
  chmodSync(folder, 0o755);
  const file = join(folder, "people.csv");
  writePeople(file, contacts);
  // Warmed up with fewer: the whole takes minutes, and a step is a step.
  const fewFile = join(folder, "few.csv");
  const few = Math.min(contacts, 10_000);
  writePeople(fewFile, few);
  const warm = new Set<Side>();
  const next = (side: Side) => {
    const sample = warm.has(side) ? { file, count: contacts } : { file: fewFile, count: few };
    warm.add(side);
    return sample;
  };
  let memory = noMemory;
  let shops = 0;

  const cleared = async () => {
    await owner.query("DELETE FROM stored_files");
    await owner.query("TRUNCATE contacts, events CASCADE");
    return await addOrganization(owner, `Import${++shops}`);
  };
  const byJob: Side = async () => {
    const sample = next(byJob);
    const shop = await cleared();
    const began = performance.now();
    const { result, more } = await watchMemory(async () => {
      const body = Readable.toWeb(createReadStream(sample.file)) as ReadableStream<Uint8Array>;
      const uploaded = await uploadImport(services, shop.admin, { name: "people.csv", body });
      const settings = importSettingsSchema.parse({
        ...uploaded.format,
        columns: ["name", "email", "phone", "company", "country"],
      });
      const job = await startImport(services, shop.admin, uploaded.id, settings);
      return await workOff(services, shop.id, job);
    });
    const time = performance.now() - began;
    if (result?.counts.created !== sample.count) throw new Error("Not everybody was imported.");
    memory = worse(memory, more);
    return { rate: 1_000 / time, times: [time] };
  };
  const byCopy: Side = async () => {
    const sample = next(byCopy);
    const shop = await cleared();
    await owner.query(`ALTER TABLE contacts ALTER COLUMN organization_id SET DEFAULT ${shop.id}`);
    const began = performance.now();
    await owner.query(
      `COPY contacts (name, email, phone, company, country) FROM '${sample.file}' WITH (FORMAT csv, HEADER)`,
    );
    const time = performance.now() - began;
    await owner.query("ALTER TABLE contacts ALTER COLUMN organization_id DROP DEFAULT");
    return { rate: 1_000 / time, times: [time] };
  };
  const count = contacts.toLocaleString("en");
  return {
    comparisons: [
      {
        name: `Import, ${count} contacts in the background by COPY FROM`,
        ours: byJob,
        reference: byCopy,
        figure: "p50",
        size: { series: "import all", contacts },
      },
    ],
    async close() {
      console.log(memoryLine(`Importing ${count} contacts`, memory));
      rmSync(folder, { recursive: true });
      await database.close();
    },
  };
}

function writePeople(file: string, count: number): void {
  writeFileSync(file, "Name,Email,Phone,Company,Country\n");
  for (let from = 0; from < count; from += 10_000) {
    const lines = Array.from({ length: Math.min(10_000, count - from) }, (_, at) => {
      const n = from + at;
      const phone = `+49151${String(n).padStart(8, "0")}`;
      return `"Person, ${n}",person${n}@example.org,${phone},Company ${n % 5_000},DE\n`;
    });
    appendFileSync(file, lines.join(""));
  }
}
