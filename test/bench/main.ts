/** `npm run bench`: our speed as ratios against a reference that is measured in the same run. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { startBenchDatabase, type BenchDatabase, type BenchOptions } from "./bench-database.ts";
import { bulkTagsBench } from "./bulk-tags/comparisons.ts";
import { compare, type Bench, type BenchRow } from "./compare.ts";
import { contactListsBench } from "./contact-lists/comparisons.ts";
import { creationBench } from "./creation/comparisons.ts";
import { exportBench } from "./export/comparisons.ts";
import { importBench } from "./import/comparisons.ts";
import { plot } from "./plot.ts";
import { roundTripBench } from "./round-trip/comparisons.ts";
import { table } from "./table.ts";

interface Entry {
  open: (database: BenchDatabase, options: BenchOptions) => Promise<Bench>;
  milliseconds: number;
  /** The most rounds, where one takes long. */
  rounds?: number;
}

/** Opened one after another, so that one bench's connections and processes do not weigh on the next. */
const benches: Record<string, Entry> = {
  creation: { open: creationBench, milliseconds: 400 },
  "round-trip": { open: roundTripBench, milliseconds: 500 },
  "bulk-tags": { open: bulkTagsBench, milliseconds: 1 },
  "contact-lists": { open: contactListsBench, milliseconds: 300, rounds: 5 },
  export: { open: exportBench, milliseconds: 1, rounds: 3 },
  // Last: it empties the tables that it fills.
  import: { open: importBench, milliseconds: 1, rounds: 1 },
};

const usage = `npm run bench -- [NAME]… [--only TEXT]… [--rounds N] [--contacts N] [--json FILE] [--plot FILE]

  NAME          only these: ${Object.keys(benches).join(", ")}
  --only TEXT   only rows whose name contains TEXT
  --rounds N    how often each side is measured, at most (15)
  --contacts N  of the largest organization (1000000)
  --json FILE   also writes the rows into FILE
  --plot FILE   also draws how costs grow with the contacts, as SVG (beside FILE of --json)`;

const { values, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string", multiple: true, default: [""] },
    rounds: { type: "string", default: "15" },
    contacts: { type: "string", default: "1000000" },
    json: { type: "string" },
    plot: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const { only, json, plot: drawing = json?.replace(/(\.json)?$/, ".svg") } = values;
const [rounds, contacts] = [Number(values.rounds), Number(values.contacts)];
const numbered = [rounds, contacts].every((number) => Number.isInteger(number) && number >= 1);
if (values.help || !numbered || names.some((name) => !Object.hasOwn(benches, name))) {
  console.log(usage);
  process.exit(values.help ? 0 : 1);
}

await using opened = new AsyncDisposableStack();
const database = await startBenchDatabase();
opened.defer(() => database.stop());
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void opened.disposeAsync().finally(() => process.exit(1)));
}
const rows: BenchRow[] = [];
for (const [name, { open, milliseconds, rounds: most = rounds }] of Object.entries(benches)) {
  if (names.length > 0 && !names.includes(name)) continue;
  const bench = await open(database, { contacts });
  try {
    const wanted = bench.comparisons.filter(({ name }) =>
      only.some((text) => name.toLowerCase().includes(text.toLowerCase())),
    );
    rows.push(...(await compare(wanted, { rounds: Math.min(rounds, most), milliseconds })));
  } finally {
    await bench.close();
  }
}
console.log(table(rows));
if (json !== undefined) writeFileSync(json, `${JSON.stringify(rows, null, 2)}\n`);
const drawn = plot(rows);
if (drawing !== undefined && drawn !== "") writeFileSync(drawing, drawn);
if (rows.length === 0) process.exitCode = 1;
