import { errorBodySchema } from "@tagalong/shared/contracts/error.ts";
import type { z } from "zod";
import { ApiError, endsSession } from "./api-error.ts";

type QueryValue = string | number | readonly (string | number)[];

export type ApiRequest<T extends z.ZodType> = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  /** A list becomes the same name several times. */
  query?: Record<string, QueryValue | undefined>;
  answer: T;
  signal?: AbortSignal;
};

/** Calls the server as one account; every answer is parsed with its contract. */
export class ApiClient {
  readonly #serverUrl: string;
  readonly #token: string;
  readonly #onSessionEnded: (error: ApiError) => void;

  constructor(serverUrl: string, token: string, onSessionEnded: (error: ApiError) => void) {
    this.#serverUrl = serverUrl;
    this.#token = token;
    this.#onSessionEnded = onSessionEnded;
  }

  async call<T extends z.ZodType>(path: string, request: ApiRequest<T>): Promise<z.infer<T>> {
    const url = new URL(path, this.#serverUrl);
    for (const [name, value] of Object.entries(request.query ?? {})) {
      for (const each of Array.isArray(value) ? value : [value]) {
        if (each !== undefined && each !== "") url.searchParams.append(name, String(each));
      }
    }
    const headers: Record<string, string> = { authorization: `Bearer ${this.#token}` };
    if (request.body !== undefined) headers["content-type"] = "application/json";
    const response = await reach(url, {
      method: request.method ?? "GET",
      headers,
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      ...(request.signal ? { signal: request.signal } : {}),
      credentials: "omit",
    });
    if (!response.ok) {
      const error = await readError(response);
      if (endsSession(error.code)) this.#onSessionEnded(error);
      throw error;
    }
    const parsed = request.answer.safeParse(await response.json().catch(() => undefined));
    if (!parsed.success) {
      throw new ApiError("internal", "The server answered in a way this version does not know.");
    }
    return parsed.data;
  }
}

/** `fetch` whose network failure is an ApiError too. */
export async function reach(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError("unavailable", "The server cannot be reached. Check the connection.");
  }
}

/** The refusal in a response's body, or the best that its status says. */
export async function readError(response: Response): Promise<ApiError> {
  const parsed = errorBodySchema.safeParse(await response.json().catch(() => undefined));
  if (parsed.success) {
    const { code, message, path, mergedInto } = parsed.data.error;
    return new ApiError(code, message, path, { current: parsed.data.current, mergedInto });
  }
  return response.status === 401
    ? new ApiError("unauthenticated", "Your sign-in has ended. Sign in again.")
    : new ApiError("internal", `The server answered with status ${response.status}.`);
}
