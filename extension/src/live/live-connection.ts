import { signal, type ReadonlySignal } from "@preact/signals";
import type { AgentCalls, AgentHints } from "@tagalong/shared/contracts/agent-socket.ts";
import { errorBodySchema, type Ack, type ErrorBody } from "@tagalong/shared/contracts/error.ts";
import { io, type Socket } from "socket.io-client";
import { ApiError, endsSession } from "../api/api-error.ts";

export type LiveState = "connecting" | "online" | "offline";

const answerTime = 10_000;

/** The call's payload and its acknowledged answer, without the error half. */
type Payload<Call extends keyof AgentCalls> = Parameters<AgentCalls[Call]>[0];
type Answer<Call extends keyof AgentCalls> =
  Parameters<AgentCalls[Call]> extends [unknown, (answer: infer T) => void]
    ? Exclude<T, ErrorBody> & object
    : never;

/** One socket for the page. It carries hints only, so whoever shows something reads again on connect. */
export class LiveConnection {
  readonly #socket: Socket<AgentHints, AgentCalls>;
  readonly #state = signal<LiveState>("connecting");
  readonly #connected = new Set<() => void>();

  constructor(serverUrl: string, token: string, onSessionEnded: () => void) {
    this.#socket = io(`${serverUrl}/agent`, {
      auth: { token },
      transports: ["websocket"],
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
      // One page may be signed in elsewhere: never share a connection between accounts.
      forceNew: true,
    });
    this.#socket.on("connect", () => {
      this.#state.value = "online";
      for (const listener of this.#connected) listener();
    });
    this.#socket.on("disconnect", (reason) => {
      this.#state.value = "offline";
      // The client stays disconnected after the server's own disconnect; a deploy is one.
      if (reason === "io server disconnect") this.#socket.connect();
    });
    this.#socket.on("connect_error", (error) => {
      this.#state.value = "offline";
      const refusal = errorBodySchema.shape.error.safeParse((error as { data?: unknown }).data);
      if (!refusal.success) return;
      if (endsSession(refusal.data.code)) onSessionEnded();
      // A refusal by the server ends the client's own attempts.
      else setTimeout(() => this.#socket.connect(), 5_000);
    });
    this.#socket.on("signedOut", onSessionEnded);
  }

  get state(): ReadonlySignal<LiveState> {
    return this.#state;
  }

  /** Runs at once when connected, and after every reconnection. Returns how to stop. */
  onConnect(listener: () => void): () => void {
    this.#connected.add(listener);
    if (this.#socket.connected) listener();
    return () => this.#connected.delete(listener);
  }

  /** As after a reconnection: whatever is shown is read again. */
  again(): void {
    if (this.#socket.connected) for (const listener of this.#connected) listener();
  }

  on<Hint extends keyof AgentHints>(hint: Hint, listener: AgentHints[Hint]): () => void {
    // Socket.IO's types cannot follow a generic event name; the parameters above hold it.
    const socket = this.#socket as unknown as {
      on(hint: string, listener: AgentHints[Hint]): void;
      off(hint: string, listener: AgentHints[Hint]): void;
    };
    socket.on(hint, listener);
    return () => socket.off(hint, listener);
  }

  /** Calls the server and gives its answer; an error answer and silence are thrown as ApiError. */
  async call<Call extends "conversation:watch" | "messages:after" | "message:read">(
    call: Call,
    payload: Payload<Call>,
  ): Promise<Answer<Call>> {
    const answer = await this.ask(call, payload);
    if ("error" in answer) {
      const { code, message, path } = answer.error;
      throw new ApiError(code, message, path);
    }
    return answer;
  }

  /** Like `call`, but an error answer is returned as it came; rejects without connection or in silence. */
  async ask<Call extends "conversation:watch" | "messages:after" | "message:read" | "message:send">(
    call: Call,
    payload: Payload<Call>,
  ): Promise<Ack<Answer<Call>>> {
    if (!this.#socket.connected) throw new ApiError("unavailable", "There is no connection.");
    const socket = this.#socket.timeout(answerTime) as unknown as {
      emitWithAck(call: string, payload: unknown): Promise<Ack<Answer<Call>>>;
    };
    return socket.emitWithAck(call, payload);
  }

  /** Says something that needs no answer and is worth nothing later: typing, leaving. */
  tell(call: "typing" | "conversation:unwatch", payload: { conversationId: number }): void {
    if (this.#socket.connected) this.#socket.emit(call, payload);
  }

  close(): void {
    this.#connected.clear();
    this.#socket.disconnect();
  }
}
