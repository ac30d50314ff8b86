import { fork, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface MortalServer {
  readonly port: number;
  /** How often it has died so far. */
  readonly deaths: number;
  /** Kill -9; resolves when it is up again. */
  kill(): Promise<void>;
  /** Asks it to end, as a deploy does; resolves when the next one is up. */
  replace(): Promise<void>;
  /** Begins its next life, in which this may befall it; see server/src/faults. */
  setFault(fault: string): Promise<void>;
  stop(): Promise<void>;
}

export interface ServerAddresses {
  ownerUrl: string;
  appUrl: string;
  redisUrl?: string;
}

/** A server process that is started again on the same port whenever it ends, however it ends. */
export async function startMortalServer(
  addresses: ServerAddresses,
  fault = "",
): Promise<MortalServer> {
  const dataDir = mkdtempSync(join(tmpdir(), "tagalong-faults-"));
  const port = await freePort();
  let deaths = 0;
  let stopped = false;

  const spawn = () =>
    fork(join(import.meta.dirname, "serve.ts"), {
      env: {
        ...process.env,
        NODE_ENV: "production",
        NODE_COMPILE_CACHE: join(dataDir, "compiled"),
        LOG_LEVEL: "fatal",
        PORT: String(port),
        DATA_DIR: dataDir,
        DATABASE_URL: addresses.appUrl,
        OWNER_URL: addresses.ownerUrl,
        REDIS_URL: addresses.redisUrl ?? "",
      },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
  let living = spawn();
  let spare = spawn();
  let serving = serve();

  /** Whoever lives now serves; when it dies the spare one takes its place. */
  function serve(): Promise<void> {
    const born = living;
    born.send(fault);
    return new Promise((resolve) => {
      born.once("message", () => resolve());
      born.once("exit", () => {
        if (stopped) return resolve();
        deaths += 1;
        living = spare;
        spare = spawn();
        serving = serve();
        resolve(serving);
      });
    });
  }
  const die = async (child: ChildProcess) => {
    const dead = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await dead;
  };
  await serving;

  return {
    port,
    get deaths() {
      return deaths;
    },
    async setFault(next) {
      fault = next;
      await die(living);
      await serving;
    },
    async kill() {
      await die(living);
      await serving;
    },
    async replace() {
      const gone = new Promise((resolve) => living.once("exit", resolve));
      living.kill("SIGTERM");
      await gone;
      await serving;
    },
    async stop() {
      stopped = true;
      await Promise.all([die(living), die(spare)]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The port is the same in every life, as behind a load balancer. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
