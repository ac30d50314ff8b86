import "./zod-without-eval.ts";
import { start } from "./app/start.tsx";
import { webPlatform } from "./platform/web.ts";

start(webPlatform);
