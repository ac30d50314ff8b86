// `node run.mjs <program> <arguments…>`: makes the checkout ready, then runs one of its programs.
import { handOver } from "./hand-over.mjs";
import { makeReady } from "./ready.mjs";

const [program, ...args] = process.argv.slice(2);
try {
  await makeReady();
} catch (error) {
  console.error(error.message);
  // Scripts read the last line of a test run, also of one that could not begin.
  if (program === "vitest") console.log("\n0 passed, 1 failed");
  process.exit(1);
}
handOver(program, args);
