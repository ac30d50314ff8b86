import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { newWidgetKey } from "../../server/src/auth/tokens.ts";
import { addOrganization } from "../support/sample-organization.ts";
import { startAgent } from "./agent.ts";
import { startFlakyProxy, type FlakyProxy } from "./flaky-proxy.ts";
import { startMortalServer, type MortalServer, type ServerAddresses } from "./mortal-server.ts";
import type { Party } from "./party.ts";
import { reconcile, type Reckoning } from "./reconcile.ts";
import { startVisitor } from "./visitor.ts";

export interface Fault {
  name: string;
  /** What may befall the server by itself (server/src/faults). */
  inServer?: string;
  /** It goes on while everybody catches up, who then have nothing but the protocol. */
  untilTheEnd?: boolean;
  /** Brings the accident about once. */
  strike?: (at: Scene) => Promise<void>;
  /** How often it has happened. */
  happened: (at: Scene & { strikes: number }) => number;
}

interface Scene {
  server: MortalServer;
  proxy: FlakyProxy;
  parties: readonly Party[];
}

export interface FaultOptions {
  /** Accidents under load. */
  times: number;
  visitors: number;
  /** Messages that have to be written meanwhile, so that there is something to lose. */
  atLeast?: number;
  /** Milliseconds between one person's messages, on average. */
  every?: number;
}

const mostWaiting = 5;

/** Accidents ×times while people write; then everybody may catch up, and the books are balanced. */
export async function runFault(
  addresses: ServerAddresses,
  fault: Fault,
  { times, visitors, atLeast = 40, every = 300 }: FaultOptions,
): Promise<Reckoning & { happened: number }> {
  const owner = new pg.Client(addresses.ownerUrl);
  await owner.connect();
  const shop = await addOrganization(owner, `Faults${Date.now()}`);
  const widgetKey = newWidgetKey(shop.id);
  await owner.query("UPDATE organizations SET widget_key = $2 WHERE organization_id = $1", [
    shop.id,
    widgetKey,
  ]);
  const server = await startMortalServer(addresses, fault.inServer);
  const proxy = await startFlakyProxy(() => server.port);
  const url = `http://127.0.0.1:${proxy.port}`;
  const parties: Party[] = [
    ...Array.from({ length: visitors }, () => startVisitor(url, widgetKey)),
    ...["one", "two"].map((name) => startAgent(url, shop.adminToken, name)),
  ];
  let strikes = 0;
  let writing = true;
  const happened = () => fault.happened({ server, proxy, strikes, parties });
  const writers = parties.map(async (party) => {
    for (let number = 1; writing; number++) {
      await pause(Math.random() * 2 * every);
      // Nobody writes on and on while nothing gets through.
      if (party.waiting() < mostWaiting) await party.write(`${party.name} ${number}`);
    }
  });
  try {
    while (happened() < times) {
      await pause(100 + Math.random() * 400);
      await fault.strike?.({ server, proxy, parties });
      if (fault.strike) strikes += 1;
    }
    const accidents = happened();
    while (parties.reduce((sum, { sent }) => sum + sent.length, 0) < atLeast) await pause(50);
    writing = false;
    await Promise.all(writers);
    if (fault.inServer !== undefined && !fault.untilTheEnd) await server.setFault("");
    await everybodyCaughtUp(owner, shop.id, parties);
    return { ...(await reconcile(owner, shop.id, parties)), happened: accidents };
  } finally {
    writing = false;
    for (const party of parties) party.end();
    await server.stop();
    await proxy.close();
    await owner.end();
  }
}

const patience = 60_000;

/** Waits until nothing waits to be sent and all was shown; what is missing then is missing. */
async function everybodyCaughtUp(
  owner: pg.Client,
  organizationId: number,
  parties: readonly Party[],
): Promise<void> {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    const written = parties.every((party) => party.waiting() === party.failed());
    if (written) {
      const { lost, missed } = await reconcile(owner, organizationId, parties);
      if (lost + missed === 0) return;
    }
    await pause(250);
  }
}
