import pino from "pino";

/** The server's log: one JSON object a line on standard error, so that standard output stays free. */
export const log = pino(
  { level: process.env.LOG_LEVEL ?? "info", base: null, redact: ["*.token", "*.password"] },
  pino.destination({ dest: 2, sync: true }),
);
