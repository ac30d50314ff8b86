import { spawn } from "node:child_process";
import { constants } from "node:os";
import { environment } from "./ready.mjs";

/**
 * Runs a program in the place of this one: same terminal, signals passed on, same exit code. Ctrl-C
 * reaches the whole terminal's group by itself, so here it is only not died of.
 */
export function handOver(program, args) {
  const child = spawn(program, args, { stdio: "inherit", env: environment() });
  process.on("SIGINT", () => {
    if (!process.stdin.isTTY) child.kill("SIGINT");
  });
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  process.on("SIGHUP", () => child.kill("SIGTERM"));
  child.once("error", (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.once("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}
