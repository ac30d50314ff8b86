import type { ImportSettings } from "@tagalong/shared/contracts/contact-transfer.ts";
import { importSettingsSchema } from "@tagalong/shared/contracts/contact-transfer.ts";
import type { Job } from "@tagalong/shared/contracts/job.ts";
import { isUnderWay } from "@tagalong/shared/contracts/job.ts";
import pg from "pg";
import type { Principal } from "../../server/src/auth/principal.ts";
import { previewImport } from "../../server/src/contact-transfer/preview-import.ts";
import { startImport } from "../../server/src/contact-transfer/start-import.ts";
import { uploadImport } from "../../server/src/contact-transfer/upload-import.ts";
import { openDatabase } from "../../server/src/database/database.ts";
import { readFile } from "../../server/src/files/read-file.ts";
import { toStream } from "../../server/src/files/to-stream.ts";
import { jobKinds } from "../../server/src/job-kinds.ts";
import { readJob } from "../../server/src/jobs/read-job.ts";
import { stepJob } from "../../server/src/jobs/step-job.ts";
import { RulesCache } from "../../server/src/segments/rules-cache.ts";
import { createTestDatabase } from "./database.ts";
import { recordHints } from "./recorded-hints.ts";

type Given = Partial<ImportSettings> & Pick<ImportSettings, "columns">;

/** Exports and imports without a server: jobs are worked off when a test says so. */
export async function startTransferTest() {
  const own = await createTestDatabase();
  const owner = new pg.Client(own.ownerUrl);
  await owner.connect();
  const database = openDatabase(own.appUrl);
  const { hints, publisher } = recordHints();
  const services = { database, rules: new RulesCache(), publisher };

  const workOff = async (principal: Principal, { id }: Pick<Job, "id">): Promise<Job> => {
    for (;;) {
      await stepJob(services, jobKinds, principal.organizationId, id);
      const job = await readJob(services, jobKinds, principal, id);
      if (!isUnderWay(job)) return job;
    }
  };
  const upload = (principal: Principal, content: string | Buffer, name = "people.csv") =>
    uploadImport(services, principal, { name, body: streamOf(Buffer.from(content)) });
  /** Columns as they are guessed, unless they are given. */
  const start = async (principal: Principal, content: string | Buffer, given?: Partial<Given>) => {
    const { id } = await upload(principal, content);
    const { format, columns } = await previewImport(services, principal, id, {});
    const guesses = columns.map(({ guess }) => guess);
    const settings = importSettingsSchema.parse({ ...format, columns: guesses, ...given });
    return await startImport(services, principal, id, settings);
  };
  return {
    owner,
    appUrl: own.appUrl,
    database,
    services,
    hints,
    workOff,
    upload,
    start,
    /** Uploads and imports a file. */
    async run(principal: Principal, content: string | Buffer, given?: Partial<Given>) {
      return await workOff(principal, await start(principal, content, given));
    },
    /** What a job's link leads to. */
    async linked(principal: Principal, { links }: Pick<Job, "links">): Promise<string> {
      const id = Number(/^\/api\/files\/(\d+)$/.exec(links[0]?.path ?? "")?.[1]);
      const { stream } = await readFile(database, principal, id);
      return await new Response(stream).text();
    },
    async close() {
      await database.close();
      await owner.end();
      await own.drop();
    },
  };
}
export type TransferTest = Awaited<ReturnType<typeof startTransferTest>>;

export async function* inPieces(bytes: Buffer, size = 64 * 1024) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const streamOf = (bytes: Buffer): ReadableStream<Uint8Array> => toStream(inPieces(bytes));
