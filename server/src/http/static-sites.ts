import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono, type Context, type MiddlewareHandler } from "hono";
import { compress } from "hono/compress";
import { etag } from "hono/etag";
import type { AppEnv } from "./env.ts";
import { inlineScripts } from "./inline-scripts.ts";
import { embeddedHeaders, pageHeaders } from "./security-headers.ts";

/** Folders of built files, absolute. */
export interface Sites {
  /** `widget.js` and `assets/`. */
  widget: string;
  /** The workspace: `index.html` and `assets/`. */
  admin: string;
  /** The demo shop: `index.html` and what it needs. */
  demo: string;
}

/** Names carry a hash of the content. */
const forever = "public, max-age=31536000, immutable";
/** The loader is asked for by every page of every site; after a deploy it names other chunks. */
const shortly = "public, max-age=300, stale-while-revalidate=86400";
const revalidate = "no-cache";

/** The files that browsers load: widget, workspace, demo shop. */
export function staticSites(sites: Sites): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(compress(), etag());
  const embedded = [embeddedHeaders, anyOrigin] as const;
  app.get("/widget.js", ...embedded, one(sites.widget, "widget.js", shortly));
  app.get("/widget/assets/*", ...embedded, under(sites.widget, "/widget", forever));

  app.use("/admin/*", pageHeaders());
  app.get("/admin/assets/*", under(sites.admin, "/admin", forever), missing);
  app.get("/admin/*", under(sites.admin, "/admin", revalidate));
  app.get("/admin/*", one(sites.admin, "index.html", revalidate));

  // The shop has the widget's snippet in its page, as it is pasted.
  app.use("/demo/*", pageHeaders(...inlineScripts(join(sites.demo, "index.html"))));
  app.get("/demo", one(sites.demo, "index.html", revalidate));
  app.get("/demo/*", under(sites.demo, "/demo", revalidate));

  app.get("/", (c) => c.redirect("/admin"));
  app.get("/*", missing);
  return app;
}

function one(root: string, file: string, cache: string): MiddlewareHandler<AppEnv> {
  return kept(cache, serveStatic<AppEnv>({ root, rewriteRequestPath: () => file }));
}

function under(root: string, prefix: string, cache: string): MiddlewareHandler<AppEnv> {
  const rewriteRequestPath = (path: string) => path.slice(prefix.length);
  return kept(cache, serveStatic<AppEnv>({ root, rewriteRequestPath }));
}

/** Says how long a file that was found may be kept. */
function kept(cache: string, serve: MiddlewareHandler<AppEnv>): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    let passedOn = false;
    const found = await serve(c, () => {
      passedOn = true;
      return next();
    });
    if (!passedOn) found?.headers.set("cache-control", cache);
    return found;
  };
}

function missing(c: Context<AppEnv>): Response {
  return c.text("There is nothing here.", 404);
}

async function anyOrigin(c: Context<AppEnv>, next: () => Promise<void>): Promise<void> {
  await next();
  c.header("access-control-allow-origin", "*");
}
