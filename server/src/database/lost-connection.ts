const network = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
]);

/** The server ended the connection: shutting down, crashed, not ready yet. */
const ended = new Set(["57P01", "57P02", "57P03"]);

/** pg has no codes for these. */
const words =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Connection error)/;

/** Whether the database was not there, or went away in the middle. */
export function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code: unknown = Reflect.get(error, "code");
  if (typeof code !== "string") return words.test(error.message);
  // Class 08 is SQL's own for connections.
  return network.has(code) || ended.has(code) || /^08...$/.test(code);
}
