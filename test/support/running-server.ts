import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AgentCalls, AgentHints } from "@tagalong/shared/contracts/agent-socket.ts";
import { io, type Socket } from "socket.io-client";
import { fillDemo, type Demo } from "../../server/src/demo/fill-demo.ts";
import { createServer } from "../../server/src/server.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";

export type AgentConnection = Socket<AgentHints, AgentCalls>;

export interface TestServer extends Demo {
  database: TestDatabase;
  /** The bearer token of a fresh sign-in; the admin's unless told. */
  signIn(email?: string): Promise<string>;
  /** A connected socket of a signed-in agent; disconnected with the server. */
  connectAgent(email?: string): Promise<AgentConnection>;
  /** Closes the server and starts it again on the same port and database. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The real server in this process, with the demo organization in a database of its own. */
export async function startTestServer(): Promise<TestServer> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), "tagalong-server-"));
  const { appUrl: databaseUrl, ownerUrl } = database;
  const demo = await fillDemo({ databaseUrl, ownerUrl, baseUrl: "", dataDir });
  if (!demo) throw new Error("The database of a test is empty.");
  const start = () => createServer({ config: { port: 0, dataDir }, databaseUrl, ownerUrl });
  let server = await start();
  const { port } = await server.listen(0);
  const baseUrl = `http://localhost:${port}`;
  const agents: AgentConnection[] = [];

  const signIn = async (email = demo.agents[0]?.email) => {
    const password = demo.agents.find((agent) => agent.email === email)?.password;
    const answer = await fetch(`${baseUrl}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
    });
    const token = answer.headers.get("set-auth-token");
    if (!token) throw new Error(`Signing in was answered with ${answer.status}.`);
    return token;
  };

  return {
    ...demo,
    baseUrl,
    database,
    signIn,
    async connectAgent(email) {
      const socket: AgentConnection = io(`${baseUrl}/agent`, {
        auth: { token: await signIn(email) },
        transports: ["websocket"],
        forceNew: true,
      });
      agents.push(socket);
      await new Promise<void>((resolve, reject) => {
        socket.once("connect", resolve);
        socket.once("connect_error", reject);
      });
      return socket;
    },
    async restart() {
      await server.close();
      server = await start();
      await server.listen(port);
    },
    async stop() {
      for (const agent of agents) agent.disconnect();
      await server.close();
      await database.drop();
      rmSync(dataDir, { recursive: true });
    },
  };
}
