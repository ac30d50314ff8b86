import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { roles } from "@tagalong/shared/permissions.ts";
import { z } from "zod";

const demoSchema = z.object({
  baseUrl: z.string(),
  widgetKey: z.string(),
  widgetSecret: z.string(),
  apiToken: z.string(),
  agents: z.array(z.object({ email: z.string(), password: z.string(), role: z.enum(roles) })),
  /** The built Chromium extension, to be loaded unpacked. */
  extensionDir: z.string(),
});

/** What a newcomer, or a script, needs to look around. */
export type Demo = z.infer<typeof demoSchema>;

const finished = (dataDir: string) => join(dataDir, "demo.json");
/** While the demo is being filled: a start that was interrupted goes on with the same secrets. */
const begun = (dataDir: string) => join(dataDir, "demo.json.begun");

export const readDemo = (dataDir: string) => read(finished(dataDir));
export const readBegunDemo = (dataDir: string) => read(begun(dataDir));

export function writeBegunDemo(dataDir: string, demo: Demo): void {
  write(begun(dataDir), demo);
}

export function writeDemo(dataDir: string, demo: Demo): void {
  const file = finished(dataDir);
  write(`${file}.new`, demo);
  renameSync(`${file}.new`, file);
  rmSync(begun(dataDir), { force: true });
}

/** It holds passwords: for its owner alone, also when a file of that name lay there before. */
function write(file: string, demo: Demo): void {
  writeFileSync(file, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600, flush: true });
  chmodSync(file, 0o600);
}

function read(file: string): Demo | undefined {
  try {
    return demoSchema.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
  } catch {
    return undefined;
  }
}
