import pino from "pino";

/** What of an error helps: pg hangs its whole client on one, which is pages long. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const code: unknown = Reflect.get(error, "code");
  const said = { name, message, stack, ...(code !== undefined && { code }) };
  return cause === undefined ? said : { ...said, cause: describeError(cause) };
}

/** The server's log: one JSON object a line on standard error, so that standard output stays free. */
export const log = pino(
  {
    level: process.env.LOG_LEVEL ?? "info",
    base: null,
    serializers: { err: describeError },
    redact: ["*.token", "*.password"],
  },
  pino.destination({ dest: 2, sync: true }),
);
