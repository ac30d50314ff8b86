import { Socket } from "node:net";

/**
 * A connection on which what is written in one go travels together: statements that are sent before
 * the first answer is awaited make one packet, and one system call on either side.
 */
export function batchingSocket(): Socket {
  const socket = new Socket();
  const write = socket.write.bind(socket) as (...parts: unknown[]) => boolean;
  let gathering = false;
  const send = () => {
    gathering = false;
    socket.uncork();
  };
  socket.write = (...parts: unknown[]) => {
    if (!gathering) {
      gathering = true;
      socket.cork();
      process.nextTick(send);
    }
    return write(...parts);
  };
  return socket;
}
