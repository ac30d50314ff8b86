import { spawn } from "node:child_process";
import { constants } from "node:os";
import { environment } from "./ready.mjs";
import { whenAskedToEnd } from "./when-asked-to-end.mjs";

/**
 * Runs a program in the place of this one: same terminal, signals passed on, same exit code. Ctrl-C
 * reaches the whole terminal's group by itself, so here it is only not died of.
 */
export function handOver(program, args) {
  const child = spawn(program, args, { stdio: "inherit", env: environment() });
  whenAskedToEnd((signal) => {
    if (signal === "SIGINT" && process.stdin.isTTY) return;
    child.kill(signal === "SIGHUP" ? "SIGTERM" : signal);
  });
  child.once("error", (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.once("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}
