import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const megabyte = 1024 * 1024;
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** In MB. */
export interface MemoryTaken {
  /** What the process takes beyond what it took before, at its worst: garbage too. */
  most: number;
  /** What is still held when the work is done and garbage is collected. */
  kept: number;
}

/** How much more memory this process takes while work is done, and afterwards. */
export async function watchMemory<T>(
  work: () => Promise<T>,
): Promise<{ result: T; more: MemoryTaken }> {
  const before = taken();
  let most = before.rss;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  try {
    const result = await work();
    const inMegabytes = (bytes: number) => Math.round(bytes / megabyte);
    const more = {
      most: inMegabytes(most - before.rss),
      kept: inMegabytes(taken().held - before.held),
    };
    return { result, more };
  } finally {
    clearInterval(timer);
  }
}

function taken(): { rss: number; held: number } {
  collect();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, held: heapUsed + external };
}

/** The worst of several runs. */
export const worse = (one: MemoryTaken, other: MemoryTaken): MemoryTaken => ({
  most: Math.max(one.most, other.most),
  kept: Math.max(one.kept, other.kept),
});

export const noMemory: MemoryTaken = { most: 0, kept: 0 };

/** A line for people. */
export const memoryLine = (what: string, { most, kept }: MemoryTaken) =>
  `${what} took at most ${most} MB more memory and kept ${kept} MB.`;
