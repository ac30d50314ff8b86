/**
 * The limit of a socket's answer: Socket.IO and nothing else, or with one INSERT that is committed
 * before the answer, into the conversation whose number the socket came with.
 */
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { Server } from "socket.io";

type Acknowledge = (answer: object) => void;
type Sent = { clientId: string; text: string };

const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.CONNECTIONS),
});
const text = `
  INSERT INTO messages (organization_id, conversation_id, sequence, client_id, author_type, text)
  VALUES ($1, $2, $3, $4, 'visitor', $5)
  RETURNING created_at`;
const epoch = randomUUID();

const http = createServer();
const io = new Server(http, { serveClient: false, perMessageDeflate: false });
io.on("connection", (socket) => {
  const { organizationId, conversationId } = socket.handshake.auth;
  const answer = ({ clientId, text: said }: Sent, at: number, createdAt: string) => {
    const author = { type: "visitor", name: "Somebody" };
    const message = { conversationId, sequence: at, clientId, author, text: said, createdAt };
    return { message, epoch };
  };
  let sequence = 0;
  socket.on("echo", (sent: Sent, acknowledge: Acknowledge) => {
    acknowledge(answer(sent, 1, new Date().toISOString()));
  });
  socket.on("insert", async (sent: Sent, acknowledge: Acknowledge) => {
    const at = ++sequence;
    const { rows } = await pool.query<{ created_at: Date }>({
      name: "insert",
      text,
      values: [organizationId, conversationId, at, sent.clientId, sent.text],
    });
    acknowledge(answer(sent, at, rows[0]?.created_at.toISOString() ?? ""));
  });
});
http.listen(0, "localhost", () => process.send?.({ port: (http.address() as AddressInfo).port }));
process.once("SIGTERM", () => process.exit(0));
