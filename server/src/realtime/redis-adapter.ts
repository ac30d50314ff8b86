import { createAdapter } from "@socket.io/redis-streams-adapter";
import { Redis } from "ioredis";
import { log } from "../log.ts";

/**
 * Joins server processes (`REDIS_URL`). While Redis is away its commands wait: hints between
 * processes come late, and heartbeats, which go by the database, make up for them (F6).
 */
export function connectRedis(redisUrl: string) {
  const redis = new Redis(redisUrl, {
    maxRetriesPerRequest: null,
    retryStrategy: (tries) => Math.min(tries * 100, 2_000),
  });
  redis.on("error", (error) => log.warn({ err: error }, "Redis is away."));
  return {
    adapter: createAdapter(redis, { streamName: "tagalong", channelPrefix: "tagalong" }),
    close: () => redis.disconnect(),
  };
}
