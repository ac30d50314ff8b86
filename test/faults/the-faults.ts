import { setTimeout as pause } from "node:timers/promises";
import type { Fault } from "./run-fault.ts";

/** Those of delivery's list that this harness brings about, with the counts of a full run. */
export const theFaults: { fault: Fault; fullRun: number; inCi: number }[] = [
  {
    fault: {
      name: "F1 kill -9 under load",
      strike: ({ server }) => server.kill(),
      happened: ({ strikes }) => strikes,
    },
    fullRun: 100,
    inCi: 2,
  },
  {
    fault: {
      name: "F2 killed between commit and acknowledgement",
      inServer: "exit-before-ack:0.03",
      happened: ({ server }) => server.deaths,
    },
    fullRun: 50,
    inCi: 2,
  },
  {
    fault: {
      name: "F3 killed between commit and broadcast",
      inServer: "exit-after-commit:0.03",
      happened: ({ server }) => server.deaths,
    },
    fullRun: 50,
    inCi: 2,
  },
  {
    fault: {
      name: "F4 replaced by SIGTERM under load",
      strike: ({ server }) => server.replace(),
      happened: ({ strikes }) => strikes,
    },
    fullRun: 20,
    inCi: 1,
  },
  {
    fault: {
      name: "F7 connection reset in the middle of a frame",
      strike: async ({ proxy }) => proxy.breakNext(3),
      happened: ({ proxy }) => proxy.resets,
    },
    fullRun: 200,
    inCi: 15,
  },
  {
    fault: {
      name: "F10 answers and broadcasts dropped",
      inServer: "drop-ack:0.2,drop-hint:0.2",
      untilTheEnd: true,
      happened: ({ parties }) => parties.reduce((sum, { unanswered }) => sum + unanswered(), 0),
    },
    fullRun: 100,
    inCi: 10,
  },
  {
    fault: {
      name: "F11 tab closed with messages on their way",
      strike: async ({ parties }) => {
        const busy = () => parties.filter((party) => party.waiting() > 0);
        while (busy().length === 0) await pause(5);
        busy()[Math.floor(Math.random() * busy().length)]?.reopen();
      },
      happened: ({ strikes }) => strikes,
    },
    fullRun: 50,
    inCi: 8,
  },
];
