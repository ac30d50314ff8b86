import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Site {
  url: string;
  close(): Promise<void>;
}

interface SiteOptions {
  /** Where Tagalong is: another origin than this site's. */
  server: string;
  settings: object;
  direction?: "ltr" | "rtl";
  /** The page gets no storage at all: every attempt is a SecurityError. */
  withoutStorage?: boolean;
  /** The page's policy lets no WebSocket be made, only requests. */
  withoutWebSockets?: boolean;
}

/**
 * A site owner's page as strict as can be: scripts by nonce alone, no style, Trusted Types. It
 * embeds the widget by the snippet that is pasted.
 */
export async function startSite(options: SiteOptions): Promise<Site> {
  const { server, settings, direction = "ltr", withoutStorage, withoutWebSockets } = options;
  const policy = [
    "default-src 'none'",
    "script-src 'nonce-site'",
    "style-src 'none'",
    `connect-src ${server} ${withoutWebSockets ? "" : server.replace("http", "ws")}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    ...(withoutStorage ? ["sandbox allow-scripts"] : []),
  ].join("; ");
  const page = `<!doctype html>
    <html lang="en" dir="${direction}">
      <head>
        <title>A site</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        
        <script nonce="site">
          window.Tagalong ??= (...call) => (Tagalong.q ??= []).push(call);
          Tagalong("boot", ${JSON.stringify(settings)});
        </script>
        <script nonce="site" async src="${server}/widget.js"></script>
      </head>
      <body>
        <main>
          <h1>A site</h1>
          <button>Something of the site</button>
        </main>
      </body>
    </html>`;
  const http = createServer((_, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("content-security-policy", policy);
    response.end(page);
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => new Promise((resolve) => http.close(() => resolve())),
  };
}
