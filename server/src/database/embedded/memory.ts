import { totalmem } from "node:os";

const mebibyte = 2 ** 20;

/**
 * How the built-in PostgreSQL uses this machine's memory: an eighth of it, at most 1 GB, for what is
 * read again and again. It takes it as it needs it.
 */
export function memorySettings(total = totalmem()): Record<string, string> {
  const share = Math.floor(total / mebibyte / 8);
  return {
    shared_buffers: `${Math.min(1_024, Math.max(128, share))}MB`,
    effective_cache_size: `${Math.max(256, share * 4)}MB`,
    // Nobody's disk turns any more.
    random_page_cost: "1.1",
  };
}
