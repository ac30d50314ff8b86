import type { ErrorBody } from "@tagalong/shared/contracts/error.ts";
import { toProblem } from "../errors/to-problem.ts";

interface Admitting<Socket> {
  use(admit: (socket: Socket, answer: (refusal?: Error) => void) => void): unknown;
}

/**
 * Lets sockets into a namespace by what `admit` finds out about them, which becomes their data. What
 * it throws reaches the client as `connect_error` with the one error shape as `data`.
 */
export function admitBy<Data, Socket extends { data: Data }>(
  namespace: Admitting<Socket>,
  admit: (socket: Socket) => Promise<Data>,
): void {
  const decide = async (socket: Socket): Promise<Error | undefined> => {
    try {
      socket.data = await admit(socket);
      return undefined;
    } catch (error) {
      return refusal(error);
    }
  };
  namespace.use((socket, answer) => {
    void decide(socket).then(answer);
  });
}

function refusal(error: unknown): Error & { data: ErrorBody["error"] } {
  const problem = toProblem(error);
  return Object.assign(new Error(problem.message), { data: problem.toBody().error });
}
