import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import type { Page } from "playwright-core";

export interface Wire {
  /** Where pages reach the server through this wire. */
  url: string;
  /** Ends every connection at once and lets none be made until `mend`. */
  cut(): Promise<void>;
  mend(): Promise<void>;
}

/** A cable to the server that can be cut: pages see reset and refused connections. */
export async function startWire(serverUrl: string): Promise<Wire> {
  const target = Number(new URL(serverUrl).port);
  const sockets = new Set<Socket>();
  const relay = createServer((page) => {
    const server = connect(target);
    for (const [from, to] of [
      [page, server],
      [server, page],
    ] as const) {
      sockets.add(from);
      from.on("error", () => to.destroy());
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => relay.listen(port, "localhost", resolve));
  await listen(0);
  const { port } = relay.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    async cut() {
      const closed = new Promise((resolve) => relay.close(resolve));
      for (const socket of sockets) socket.resetAndDestroy();
      await closed;
    },
    mend: () => listen(port),
  };
}

/**
 * Acknowledgements of sent messages get lost on their way to this page, in connections that are
 * made from its next loading on; everything else arrives.
 */
export async function loseAcks(page: Page): Promise<void> {
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    socket.connectToServer().onMessage((frame) => {
      const sent = /^43\/widget,\d+\[{"message":/.test(frame.toString());
      if (!sent) socket.send(frame);
    });
  });
}
