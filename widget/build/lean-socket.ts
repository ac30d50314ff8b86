import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Plugin } from "vite";

const manifest = createRequire(import.meta.url).resolve("socket.io-client/package.json");
const client = path.dirname(realpathSync(manifest));
const engine = realpathSync(path.join(client, "../engine.io-client"));
const parser = realpathSync(path.join(engine, "../engine.io-parser"));

/** What the widget imports of socket.io-client, by what the importing file needs. */
const parts: Record<string, string> = {
  "connection.ts": `
    export { Manager } from "${client}/build/esm/manager.js";
    export { WS as WebSocket } from "${engine}/build/esm/transports/websocket.js";
  `,
  "polling.ts": `export { XHR } from "${engine}/build/esm/transports/polling-xhr.js";`,
};

/** Each as the original does for text, in a browser of today. */
const globals = `
  export const nextTick = (work) => Promise.resolve().then(work);
  export const globalThisShim = globalThis;
  export const defaultBinaryType = "arraybuffer";
  export const createCookieJar = () => {};
`;
const encodePacket = `
  import { PACKET_TYPES } from "${parser}/build/esm/commons.js";
  export const encodePacketToBinary = 0;
  export const encodePacket = ({ type, data }, _, callback) =>
    callback(PACKET_TYPES[type] + (data || ""));
`;
const decodePacket = `
  import { ERROR_PACKET, PACKET_TYPES_REVERSE } from "${parser}/build/esm/commons.js";
  export const decodePacket = (packet) => {
    const type = typeof packet === "string" && PACKET_TYPES_REVERSE[packet[0]];
    return type ? { type, data: packet.slice(1) } : ERROR_PACKET;
  };
`;
const parseAddress = `
  export const parse = (address) => {
    const { protocol, hostname, port } = new URL(address);
    return { protocol: protocol.slice(0, -1), host: hostname.replace(/[\\[\\]]/g, ""), port };
  };
`;

/** In the place of modules with code that a text-only chat with its own transports never runs. */
const leaner: Record<string, string> = {
  "engine.io-client": `
    export { Socket } from "${engine}/build/esm/socket.js";
    export { installTimerFunctions } from "${engine}/build/esm/util.js";
    export { nextTick } from "${engine}/build/esm/globals.node.js";
  `,
  "./transports/index.js": "export const transports = {};",
  "./binary.js": "export const deconstructPacket = 0; export const reconstructPacket = 0;",
  "./is-binary.js": "export const isBinary = () => false; export const hasBinary = isBinary;",
  "./encodePacket.js": encodePacket,
  "./decodePacket.js": decodePacket,
  "./contrib/parseuri.js": parseAddress,
  "./globals.node.js": globals,
  "../globals.node.js": globals,
};

/** Leaves out socket.io-client's binary and WebTransport code and its table of all transports. */
export function leanSocket(): Plugin {
  const replaced = new Set<string>();
  return {
    name: "tagalong:lean-socket",
    enforce: "pre",
    resolveId(id, importer = "") {
      if (id === "socket.io-client") return `\0parts:${path.basename(importer)}`;
      const within = /(engine|socket)\.io-(client|parser)\/build\/esm\//.test(importer);
      if (!within || !leaner[id]) return undefined;
      replaced.add(id);
      return `\0lean:${id}`;
    },
    load(id) {
      if (id.startsWith("\0parts:")) return parts[id.slice(7)];
      return id.startsWith("\0lean:") ? leaner[id.slice(6)] : undefined;
    },
    buildEnd(error) {
      const missing = Object.keys(leaner).filter((file) => !replaced.has(file));
      if (!error && missing.length > 0)
        this.error(`socket.io-client has no ${missing.join(", ")}.`);
    },
  };
}
