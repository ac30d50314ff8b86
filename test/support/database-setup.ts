import type { TestProject } from "vitest/node";
import { startTestCluster, type TestCluster } from "./test-cluster.ts";

declare module "vitest" {
  interface ProvidedContext {
    testCluster: { ownerUrl: string; template: string };
  }
}

/** One PostgreSQL for the whole run, shared by the projects that use it (each loads this file). */
type Shared = { cluster: Promise<TestCluster>; users: number };
const key = Symbol.for("tagalong.test-cluster");
const store = globalThis as { [key]?: Shared };

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = (store[key] ??= { cluster: startTestCluster(), users: 0 });
  shared.users += 1;
  const { ownerUrl, template } = await shared.cluster;
  project.provide("testCluster", { ownerUrl, template });
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    delete store[key];
    await (await shared.cluster).stop();
  };
}
