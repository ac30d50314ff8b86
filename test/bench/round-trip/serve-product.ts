/** The real server on the bench's database. */
import { createServer } from "../../../server/src/server.ts";

const { DATA_DIR = "", DATABASE_URL = "", OWNER_URL = "" } = process.env;
const server = await createServer({
  config: { port: 0, dataDir: DATA_DIR },
  databaseUrl: DATABASE_URL,
  ownerUrl: OWNER_URL,
});
const { port } = await server.listen(0);
process.once("SIGTERM", () => void server.close().then(() => process.exit(0)));
process.send?.({ port });
