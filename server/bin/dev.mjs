import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { environment, makeReady, pinnedNode, root } from "./ready.mjs";

/** The server starts again when its sources change; widget and extension are built again. */
const server = [pinnedNode, ["--watch-preserve-output", "--watch", "server/src/main.ts"], root];
const watchers = ["widget", "extension"].map((name) => [
  "npm",
  ["run", "--silent", "dev"],
  join(root, name),
]);

try {
  await makeReady();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const children = [server, ...watchers].map(([program, args, folder]) =>
  spawn(program, args, { cwd: folder, stdio: "inherit", env: environment(folder) }),
);
let ending = false;
function end(signal) {
  if (ending) return;
  ending = true;
  for (const child of children) child.kill(signal);
}
process.on("SIGINT", () => end("SIGINT"));
process.on("SIGTERM", () => end("SIGTERM"));
const exits = children.map(async (child) => {
  const [code] = await once(child, "exit");
  end("SIGTERM");
  return code ?? 0;
});
const codes = await Promise.all(exits);
process.exit(Math.max(...codes));
