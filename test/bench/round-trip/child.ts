import { fork } from "node:child_process";
import { join } from "node:path";

export interface Child {
  baseUrl: string;
  stop(): Promise<void>;
}

/** A program of this folder in a process of its own, which tells its port when it listens. */
export async function startChild(program: string, environment: object): Promise<Child> {
  const child = fork(join(import.meta.dirname, program), {
    env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "error", ...environment },
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once("message", (listening: { port: number }) => resolve(listening.port));
    child.once("exit", () => reject(new Error(`${program} ended before it listened.`)));
  });
  return {
    baseUrl: `http://localhost:${port}`,
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
    },
  };
}
