import type { IncomingMessage } from "node:http";
import type { WidgetSites } from "./widget-sites.ts";

const extension = /^(chrome|moz)-extension:\/\/[\w-]+$/;

/**
 * May an agent's socket come from this page? From our own workspace (the public address, or the very
 * host that was asked), from an extension, or from a program, which sends no Origin. The token is in
 * the payload and never in a cookie, so a foreign page could do nothing anyhow.
 */
export function agentOriginAllowed(
  request: IncomingMessage,
  publicUrl: string | undefined,
): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined || extension.test(origin)) return true;
  const from = URL.parse(origin);
  if (!from) return false;
  return (
    from.host === host || (publicUrl !== undefined && from.origin === URL.parse(publicUrl)?.origin)
  );
}

/** May a widget be embedded there? Anywhere, unless the organization lists its sites. */
export function widgetOriginAllowed(
  request: IncomingMessage,
  allowedOrigins: readonly string[],
): boolean {
  if (allowedOrigins.length === 0) return true;
  const { origin } = request.headers;
  return origin !== undefined && allowedOrigins.includes(origin);
}

/** The widget key in a connection's query, by which its site is known before anything is said. */
export function keyInQuery(request: IncomingMessage): string | null {
  return URL.parse(request.url ?? "", "http://any")?.searchParams.get("key") ?? null;
}

/**
 * The Origin check of every new connection (Socket.IO's `cors` option does not stop a WebSocket). A
 * connection with a widget key is a visitor's; an unknown key is let through to be refused by name.
 */
export async function mayConnect(
  request: IncomingMessage,
  sites: WidgetSites,
  publicUrl: string | undefined,
): Promise<boolean> {
  const key = keyInQuery(request);
  if (key === null) return agentOriginAllowed(request, publicUrl);
  const site = await sites.find(key);
  return site === null || widgetOriginAllowed(request, site.allowedOrigins);
}
