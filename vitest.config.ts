import { defineConfig } from "vitest/config";
import { ClosingLine } from "./test/support/closing-line.ts";

const second = 1000;

/** Sockets and browsers on a busy shared machine: there, what fails is tried once more and reported. */
const retry = process.env.CI ? 1 : 0;

/** Groups run one after another, so that the 2 cores of a small machine are not fought over. */
export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    reporters: ["default", new ClosingLine()],
    allowOnly: !process.env.CI,
    teardownTimeout: 30 * second,
    projects: [
      {
        extends: true,
        test: {
          name: "check",
          include: ["test/structure/**/*.test.ts"],
          testTimeout: 600 * second,
          maxConcurrency: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{shared,server,widget,extension}/src/**/*.test.{ts,tsx}"],
          exclude: ["**/*.db.test.ts"],
          testTimeout: 30 * second,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: "server",
          retry,
          include: [
            "server/src/**/*.db.test.ts",
            "test/server/**/*.test.ts",
            "test/faults/**/*.test.ts",
          ],
          globalSetup: ["test/support/database-setup.ts"],
          testTimeout: 120 * second,
          hookTimeout: 120 * second,
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          retry,
          include: ["test/browser/**/*.test.ts"],
          globalSetup: ["test/support/database-setup.ts"],
          testTimeout: 180 * second,
          hookTimeout: 180 * second,
          fileParallelism: false,
          sequence: { groupOrder: 4 },
        },
      },
      {
        extends: true,
        test: {
          name: "extension",
          retry,
          include: ["test/extension/**/*.test.ts"],
          globalSetup: ["test/support/database-setup.ts"],
          testTimeout: 180 * second,
          hookTimeout: 180 * second,
          fileParallelism: false,
          sequence: { groupOrder: 5 },
        },
      },
    ],
  },
});
