import type { ErrorCode, ErrorBody } from "@tagalong/shared/contracts/error.ts";
import type { ZodType } from "zod";
import { ProblemError } from "../errors/problem-error.ts";
import { toProblem } from "../errors/to-problem.ts";
import { befalls, mayDie } from "../faults/fault-points.ts";
import { refuseHostile } from "../input/refuse-hostile.ts";

type Acknowledge = (answer: object) => void;

/** The socket as these functions need it: events by name, arguments not believed. */
interface Listening {
  on(event: string, listener: (...parts: unknown[]) => void): unknown;
}

/** Calls under way, so that a closing server can let them commit. */
export interface CallCounter {
  underWay: number;
  /** Set when the server closes: what comes now is to be sent to the next one (delivery 9). */
  closing: boolean;
}

/**
 * Answers one kind of call: parses its argument, runs it, acknowledges the result or the one error
 * shape. Nothing that a client sends can throw beyond here (B3); a call without an acknowledgement
 * is carried out all the same.
 */
export function answerCall<Input>(
  socket: Listening,
  event: string,
  schema: ZodType<Input>,
  calls: CallCounter,
  work: (input: Input) => Promise<object>,
  invalid: ErrorCode = "invalid_request",
): void {
  socket.on(event, (...parts) => {
    const last = parts.at(-1);
    const acknowledge = typeof last === "function" ? (last as Acknowledge) : () => {};
    const input = typeof parts[0] === "function" ? undefined : parts[0];
    calls.underWay++;
    void run(schema, input, calls, work, invalid).then((answer) => {
      calls.underWay--;
      if (event === "message:send") mayDie("exit-before-ack");
      if (!befalls("drop-ack")) acknowledge(answer);
    });
  });
}

async function run<Input>(
  schema: ZodType<Input>,
  input: unknown,
  calls: CallCounter,
  work: (input: Input) => Promise<object>,
  invalid: ErrorCode,
): Promise<object | ErrorBody> {
  try {
    if (calls.closing) {
      throw new ProblemError("unavailable", "The server is restarting. Please try again.");
    }
    refuseHostile(input);
    return await work(schema.parse(input));
  } catch (error) {
    return toProblem(error, invalid).toBody();
  }
}

/** A call that nobody waits for: what cannot be read is left alone. */
export function hear<Input>(
  socket: Listening,
  event: string,
  schema: ZodType<Input>,
  act: (input: Input) => void,
): void {
  socket.on(event, (...parts) => {
    const parsed = schema.safeParse(parts[0]);
    if (parsed.success) act(parsed.data);
  });
}
