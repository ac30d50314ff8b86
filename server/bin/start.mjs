import { join } from "node:path";
import { handOver } from "./hand-over.mjs";
import { makeReady, pinnedNode, root } from "./ready.mjs";

try {
  await makeReady();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
handOver(pinnedNode, [join(root, "server", "src", "main.ts")]);
