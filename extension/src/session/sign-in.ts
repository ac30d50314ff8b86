import { reach, readError } from "../api/api-client.ts";
import { ApiError } from "../api/api-error.ts";

/** Email and password for a session token, which better-auth's bearer plugin puts in a header. */
export async function signIn(serverUrl: string, email: string, password: string): Promise<string> {
  const response = await reach(new URL("/api/auth/sign-in/email", serverUrl), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
    credentials: "omit",
  });
  if (!response.ok) throw await readError(response);
  const token = response.headers.get("set-auth-token");
  if (!token) throw new ApiError("internal", "The server gave no token. Is it up to date?");
  return token;
}

/** Ends the session on the server. A server that cannot be reached keeps nobody signed in here. */
export async function signOut(serverUrl: string, token: string): Promise<void> {
  await reach(new URL("/api/auth/sign-out", serverUrl), {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: "{}",
    credentials: "omit",
  }).catch(() => undefined);
}
