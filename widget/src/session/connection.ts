import type { ErrorBody } from "@tagalong/shared/contracts/error.ts";
import type {
  WidgetAuth,
  WidgetCalls,
  WidgetHints,
} from "@tagalong/shared/contracts/widget-socket.ts";
import { passingErrors } from "@tagalong/shared/delivery/outbox.ts";
import { Manager, WebSocket, type Socket } from "socket.io-client";

const answerWithin = 10_000;

const originRefused = { code: "origin_not_allowed", message: "origin_not_allowed" } as const;

interface Refusal extends Error {
  data?: ErrorBody["error"];
  context?: { responseText?: string };
}

export interface ConnectionOptions {
  server: URL;
  auth: WidgetAuth;
  hints: WidgetHints;
  connected: () => void;
  lost: () => void;
  /** Refused for good: an unknown key, another site, an expired token. It is not tried again. */
  refused: (error: ErrorBody["error"]) => void;
}

/** The socket to namespace /widget: WebSocket first, polling when that fails, tried for ever. */
export function connect(options: ConnectionOptions) {
  const { server, auth, hints } = options;
  const manager = new Manager(server.origin, {
    path: `${server.pathname}socket.io`,
    query: { key: auth.key },
    transports: [WebSocket],
    tryAllTransports: true,
    timeout: answerWithin,
    reconnectionDelay: 500,
    reconnectionDelayMax: 10_000,
  });
  const socket: Socket<WidgetHints, WidgetCalls> = manager.socket("/widget", {
    auth,
    ackTimeout: answerWithin,
  });
  let polling = false;
  let later: ReturnType<typeof setTimeout> | undefined;

  /** The server closed this namespace, after which socket.io does not try again by itself. */
  const againSoon = () => {
    clearTimeout(later);
    later = setTimeout(() => socket.connect(), 500 + Math.random() * 1_500);
  };

  const allowPolling = async () => {
    polling = true;
    try {
      const { XHR } = await import("./polling.ts");
      manager.opts.transports = [WebSocket, XHR];
    } catch {
      // Offline, most likely: asked for again with the next failure.
      polling = false;
    }
  };

  for (const name of Object.keys(hints) as (keyof WidgetHints)[]) socket.on(name, hints[name]);
  socket.on("connect", options.connected);
  socket.on("disconnect", (reason) => {
    options.lost();
    if (reason === "io server disconnect") againSoon();
  });
  socket.on("connect_error", (error: Refusal) => {
    // A namespace's refusal carries the error shape; a handshake's only its code, seen by polling.
    const otherSite = error.context?.responseText?.includes("origin_not_allowed");
    const told = otherSite ? originRefused : error.data;
    options.lost();
    if (told && !passingErrors.includes(told.code)) {
      socket.disconnect();
      options.refused(told);
    } else if (!socket.active) againSoon();
    else if (!polling) void allowPolling();
  });

  return {
    socket,
    reconnect() {
      socket.disconnect().connect();
    },
    end() {
      clearTimeout(later);
      socket.off();
      socket.disconnect();
    },
  };
}
