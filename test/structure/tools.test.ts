import { test } from "vitest";
import { runTool } from "./run-tool.ts";

test.concurrent.each(["shared", "server", "widget", "extension", "test"])(
  "the types of %s hold",
  async (name) => await runTool("tsc", ["--project", name]),
);

test.concurrent("the linter finds nothing", async () => await runTool("oxlint", []));

test.concurrent("every file is formatted", async () => await runTool("oxfmt", ["--check", "."]));
