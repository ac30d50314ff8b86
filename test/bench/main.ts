/** `npm run bench`: our speed as ratios against a reference that is measured in the same run. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { startBenchDatabase } from "./bench-database.ts";
import { bulkTagsBench } from "./bulk-tags/comparisons.ts";
import { compare, type BenchRow } from "./compare.ts";
import { creationBench } from "./creation/comparisons.ts";
import { roundTripBench } from "./round-trip/comparisons.ts";
import { table } from "./table.ts";

const usage = `npm run bench -- [--only TEXT]… [--rounds N] [--json FILE]

  --only TEXT   only rows whose name contains TEXT
  --rounds N    how often each side is measured (15)
  --json FILE   also writes the rows into FILE`;

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true, default: [""] },
    rounds: { type: "string", default: "15" },
    json: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const { only, json } = values;
const rounds = Number(values.rounds);
if (values.help || !Number.isInteger(rounds) || rounds < 1) {
  console.log(usage);
  process.exit(values.help ? 0 : 1);
}

/** Opened one after another, so that one bench's connections and processes do not weigh on the next. */
const benches = [
  { open: creationBench, milliseconds: 400 },
  { open: roundTripBench, milliseconds: 500 },
  { open: bulkTagsBench, milliseconds: 1 },
];

await using opened = new AsyncDisposableStack();
const database = await startBenchDatabase();
opened.defer(() => database.stop());
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void opened.disposeAsync().finally(() => process.exit(1)));
}
const rows: BenchRow[] = [];
for (const { open, milliseconds } of benches) {
  const bench = await open(database);
  try {
    const wanted = bench.comparisons.filter(({ name }) =>
      only.some((text) => name.toLowerCase().includes(text.toLowerCase())),
    );
    rows.push(...(await compare(wanted, { rounds, milliseconds })));
  } finally {
    await bench.close();
  }
}
console.log(table(rows));
if (json !== undefined) writeFileSync(json, `${JSON.stringify(rows, null, 2)}\n`);
if (rows.length === 0) process.exitCode = 1;
