import { BlockList, isIP, isIPv6 } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "./env.ts";

/**
 * The address a request came from. `X-Forwarded-For` is read from its end, and only as long as the
 * address before was a configured proxy's: everything else in it is the sender's invention.
 */
export function clientAddress(trustedProxies: readonly string[]): MiddlewareHandler<AppEnv> {
  const isTrusted = proxyList(trustedProxies);
  return async (c, next) => {
    const peer =
      "incoming" in ((c.env as object) ?? {}) ? getConnInfo(c).remote.address : undefined;
    c.set("clientAddress", resolveAddress(peer ?? "", c.req.header("x-forwarded-for"), isTrusted));
    await next();
  };
}

export function resolveAddress(
  peer: string,
  forwarded: string | undefined,
  isTrusted: (address: string) => boolean,
): string {
  let address = plain(peer);
  const hops = (forwarded ?? "").split(",").map((hop) => plain(hop.trim()));
  for (let hop = hops.pop(); hop !== undefined && isTrusted(address); hop = hops.pop()) {
    if (isIP(hop) === 0) break;
    address = hop;
  }
  return address;
}

/** `trusted`: addresses or CIDR ranges. */
export function proxyList(trusted: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const entry of trusted) {
    const [address = "", bits] = entry.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => isIP(address) !== 0 && list.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

/** An IPv4 peer of a dual-stack socket comes as ::ffff:1.2.3.4. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");
}
