import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { environment, makeReady, pinnedNode, root } from "./ready.mjs";
import { whenAskedToEnd } from "./when-asked-to-end.mjs";

try {
  await makeReady();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

// From here on what is built belongs to no known state of the sources.
for (const name of ["widget", "extension"]) {
  rmSync(join(root, name, "dist", ".built"), { force: true });
}

/** The server starts again when its sources change; widget and extension are built again. */
const server = [pinnedNode, ["--watch", "--watch-preserve-output", "server/src/main.ts"], root];
const builders = ["widget", "extension"].map((name) => {
  return ["npm", ["run", "--silent", "dev"], join(root, name)];
});
// Each in a process group of its own, so that one signal ends the shells in between too.
const children = [server, ...builders].map(([program, args, folder]) =>
  spawn(program, args, { cwd: folder, stdio: "inherit", env: environment(folder), detached: true }),
);

let ending = false;
function end() {
  if (ending) return;
  ending = true;
  const [main, ...others] = children;
  main.kill("SIGTERM");
  for (const child of others) {
    if (child.exitCode === null) process.kill(-child.pid, "SIGTERM");
  }
}

whenAskedToEnd(end);
const codes = await Promise.all(
  children.map(async (child) => {
    const [code] = await once(child, "exit");
    const wanted = ending;
    end();
    return wanted ? 0 : (code ?? 1);
  }),
);
process.exit(Math.max(...codes));
