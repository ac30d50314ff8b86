import { execFile } from "node:child_process";
import { join } from "node:path";
import { root } from "./source-files.ts";

/** Runs one of the project's programs; what it printed is the error when it fails. */
export function runTool(program: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const path = join(root, "node_modules", ".bin", program);
    execFile(path, args, { cwd: root, maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${program} ${args.join(" ")}\n${stdout}${stderr}`));
      else resolve();
    });
  });
}
