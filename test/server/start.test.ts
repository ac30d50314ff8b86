import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, onTestFinished, test } from "vitest";
import {
  databaseRuns,
  makeDataDir,
  startRefused,
  startServerProcess,
} from "../support/server-process.ts";

describe("a server on its own data folder", () => {
  const { dataDir, killServers, remove } = makeDataDir();
  afterEach(killServers);
  afterAll(remove);
  let firstStart = 0;

  test("fills the demo organization on its first start and says where everything is", async () => {
    const started = performance.now();
    const server = await startServerProcess(dataDir);
    firstStart = performance.now() - started;
    const { demo, baseUrl } = server;
    expect(demo.widgetKey).toMatch(/^wk_\d+_/);
    expect(demo.apiToken).toMatch(/^tgl_\d+_/);
    expect(demo.agents.map(({ role }) => role)).toContain("admin");
    for (const said of [
      `${baseUrl}/demo`,
      `${baseUrl}/admin`,
      demo.widgetKey,
      demo.widgetSecret,
      demo.apiToken,
      demo.extensionDir,
      ...demo.agents.flatMap(({ email, password }) => [email, password]),
    ]) {
      expect(server.printed()).toContain(said);
    }
    expect((await fetch(`${baseUrl}/healthz`)).status).toBe(200);
    expect(await server.end("SIGINT")).toBe(0);
    expect(databaseRuns(dataDir)).toBe(false);
  });

  test("keeps its data and is ready within seconds when it starts again", async () => {
    const started = performance.now();
    const server = await startServerProcess(dataDir);
    // Seconds on a machine at rest; on a busy one still less than the first.
    expect(performance.now() - started).toBeLessThan(Math.max(firstStart, 10_000));
    const response = await fetch(`${server.baseUrl}/api/crm/contacts`, {
      headers: { authorization: `Bearer ${server.demo.apiToken}` },
    });
    const { items } = (await response.json()) as { items: unknown[] };
    expect(items.length).toBeGreaterThan(0);
    expect(await server.end("SIGTERM")).toBe(0);
    expect(databaseRuns(dataDir)).toBe(false);
  });

  test("starts again after kill -9, although its database was left running", async () => {
    const killed = await startServerProcess(dataDir);
    expect(await killed.end("SIGKILL")).toBe(null);
    expect(databaseRuns(dataDir)).toBe(true);
    const server = await startServerProcess(dataDir);
    expect(server.demo.widgetKey).toBe(killed.demo.widgetKey);
    expect((await fetch(`${server.baseUrl}/healthz`)).status).toBe(200);
    expect(await server.end("SIGINT")).toBe(0);
  });

  test("refuses a second server on the folder, and the first one works on", async () => {
    const server = await startServerProcess(dataDir);
    const refused = await startRefused({ DATA_DIR: dataDir });
    expect(refused).toEqual({
      code: 1,
      printed: `Another Tagalong server is already running on the data folder ${dataDir}.\n`,
    });
    expect((await fetch(`${server.baseUrl}/healthz`)).status).toBe(200);
    await server.end("SIGINT");
  });

  test("says in one sentence that the port is in use, and stops its database", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    expect(await startRefused({ DATA_DIR: dataDir, PORT: String(port) })).toEqual({
      code: 1,
      printed: `Port ${port} is already in use; set PORT to another one.\n`,
    });
    expect(databaseRuns(dataDir)).toBe(false);
  });
});

test("an unwritable data folder is refused in one sentence", async () => {
  const dataDir = join(import.meta.filename, "data");
  expect(await startRefused({ DATA_DIR: dataDir })).toEqual({
    code: 1,
    printed: `The data folder ${dataDir} cannot be written to (ENOTDIR).\n`,
  });
});

test("a database that cannot be reached is refused in one sentence without its password", async () => {
  const { dataDir, remove } = makeDataDir();
  onTestFinished(remove);
  const DATABASE_URL = "postgres://someone:secret@127.0.0.1:1/nothing";
  expect(await startRefused({ DATA_DIR: dataDir, DATABASE_URL })).toEqual({
    code: 1,
    printed: "The database at 127.0.0.1:1 cannot be reached (ECONNREFUSED).\n",
  });
});

test.each([
  ["PORT", "eighty", "PORT must be a number from 0 to 65535.\n"],
  [
    "DATABASE_URL",
    "sqlite:file",
    "DATABASE_URL must be an address like postgres://user:password@host/database.\n",
  ],
])("%s=%s is refused in one sentence", async (name, value, printed) => {
  expect(await startRefused({ [name]: value })).toEqual({ code: 1, printed });
});
