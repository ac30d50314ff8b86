import "./zod-without-eval.ts";
import { start } from "./app/start.tsx";
import { extensionPlatform } from "./platform/extension.ts";

start(extensionPlatform("workspace"));
