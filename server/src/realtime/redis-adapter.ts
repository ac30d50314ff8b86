import { createAdapter } from "@socket.io/redis-streams-adapter";
import { Redis, type RedisOptions } from "ioredis";
import { log } from "../log.ts";

/** For the connections that listen: they wait for Redis as long as it takes. */
const patient: RedisOptions = {
  maxRetriesPerRequest: null,
  enableOfflineQueue: true,
  commandTimeout: undefined,
};

/** The connection that speaks; the adapter makes those that listen from it. */
class SpeakingRedis extends Redis {
  override duplicate(override?: Partial<RedisOptions>): Redis {
    return new Redis({ ...this.options, ...patient, ...override });
  }
}

/**
 * Joins server processes (`REDIS_URL`). While Redis is away hints to other processes are dropped
 * rather than kept for later: heartbeats, which go by the database, make up for them (F6).
 */
export function connectRedis(redisUrl: string) {
  const redis = new SpeakingRedis(redisUrl, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 5_000,
    retryStrategy: (tries) => Math.min(tries * 100, 2_000),
  });
  redis.on("error", (error) => log.warn({ err: error }, "Redis is away."));
  return {
    adapter: createAdapter(redis, { streamName: "tagalong", channelPrefix: "tagalong" }),
    close: () => redis.disconnect(),
  };
}
