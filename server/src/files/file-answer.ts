import type { Context } from "hono";
import type { AppEnv } from "../http/env.ts";
import type { FileContent } from "./read-file.ts";

/** A file as a browser saves it: never shown, whatever is in it. */
export function fileAnswer(
  c: Context<AppEnv>,
  { name, contentType, size, stream }: FileContent,
): Response {
  saveAs(c, name);
  c.header("content-type", contentType);
  c.header("content-length", String(size));
  return c.body(stream);
}

/** Its name in ASCII, and in full for browsers that read that (RFC 6266). */
export function saveAs(c: Context<AppEnv>, name: string): void {
  const plain = name.replace(/[^\w .()-]/g, "_");
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  c.header("content-disposition", `attachment; filename="${plain}"; filename*=UTF-8''${whole}`);
}
