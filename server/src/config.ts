import { resolve } from "node:path";
import { z } from "zod";
import { StartError } from "./start/start-error.ts";

export type Config = {
  /** 0 lets the system choose. */
  port: number;
  /** Signs in as the owner; undefined starts the built-in PostgreSQL in the data folder. */
  databaseUrl?: string;
  /** Joins several servers on one database. */
  redisUrl?: string;
  dataDir: string;
  /** Where browsers reach the server, without a slash at the end; undefined: where they asked. */
  publicUrl?: string;
};

const defaultDataDir = resolve(import.meta.dirname, "../../data");

/** Each message completes the sentence "<NAME> must be …". */
const settingsSchema = z.object({
  PORT: z
    .string()
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, "a number from 0 to 65535")
    .transform(Number)
    .default(3000),
  DATABASE_URL: address(
    ["postgres:", "postgresql:"],
    "an address like postgres://user:password@host/database",
  ),
  REDIS_URL: address(["redis:", "rediss:"], "an address like redis://host:6379"),
  DATA_DIR: z.string().default(defaultDataDir),
  PUBLIC_URL: address(["http:", "https:"], "an address like https://chat.example.com"),
});

/** Reads the five settings; an empty one counts as not set. Throws a StartError naming a bad one. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.entries(environment).filter(([, value]) => value !== "");
  const { data, error } = settingsSchema.safeParse(Object.fromEntries(given));
  if (error) {
    const [issue] = error.issues;
    throw new StartError(`${issue?.path.join(".")} must be ${issue?.message}.`);
  }
  return {
    port: data.PORT,
    databaseUrl: data.DATABASE_URL,
    redisUrl: data.REDIS_URL,
    dataDir: resolve(data.DATA_DIR),
    publicUrl: data.PUBLIC_URL?.replace(/\/+$/, ""),
  };
}

function address(protocols: string[], form: string) {
  return z
    .string()
    .refine((text) => protocols.includes(URL.parse(text)?.protocol ?? ""), form)
    .optional();
}
