import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export interface FlakyProxy {
  readonly port: number;
  /** Connections reset in the middle of a frame so far. */
  readonly resets: number;
  /** The next so many chunks end their connection half-way. */
  breakNext(times: number): void;
  close(): Promise<void>;
}

/** Stands between clients and server and resets connections mid-frame (F7). */
export async function startFlakyProxy(target: () => number): Promise<FlakyProxy> {
  let resets = 0;
  let toBreak = 0;
  const open = new Set<Socket>();

  const pass = (from: Socket, to: Socket) => {
    from.on("data", (chunk) => {
      if (toBreak > 0 && chunk.length > 8) {
        toBreak -= 1;
        resets += 1;
        to.write(chunk.subarray(0, chunk.length >> 1), () => {
          from.resetAndDestroy();
          to.resetAndDestroy();
        });
        return;
      }
      to.write(chunk);
    });
    from.on("end", () => to.end());
    from.on("error", () => to.destroy());
    from.on("close", () => {
      open.delete(from);
      to.destroy();
    });
    open.add(from);
  };
  const server = createServer((client) => {
    const upstream = connect(target(), "127.0.0.1");
    pass(client, upstream);
    pass(upstream, client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    get resets() {
      return resets;
    },
    breakNext(times) {
      toBreak = times;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
