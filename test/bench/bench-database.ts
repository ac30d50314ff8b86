import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startEmbedded } from "../../server/src/database/embedded.ts";
import { migrate } from "../../server/src/database/migrate.ts";
import { appLogin } from "../../server/src/start/app-login.ts";
import { lockFolder } from "../../server/src/start/folder-lock.ts";

export interface BenchDatabase {
  /** Signs in as the owner, whom row-level security does not concern. */
  ownerUrl: string;
  /** Signs in as the server's role, behind row-level security. */
  appUrl: string;
  owner: pg.Client;
  stop(): Promise<void>;
}

/** What a bench may be asked for. */
export interface BenchOptions {
  /** How many contacts the largest organization has. */
  contacts: number;
}

/** A migrated PostgreSQL of the bench's own, set up as `npm start` does: commits wait for the disk. */
export async function startBenchDatabase(): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "tagalong-bench-"));
  const lock = lockFolder(folder);
  const embedded = await startEmbedded(folder);
  const { ownerUrl } = embedded;
  await migrate(ownerUrl);
  const owner = new pg.Client(ownerUrl);
  await owner.connect();
  return {
    ownerUrl,
    appUrl: await appLogin(ownerUrl),
    owner,
    async stop() {
      await owner.end();
      await embedded.stop();
      lock.release();
      rmSync(folder, { recursive: true });
    },
  };
}
