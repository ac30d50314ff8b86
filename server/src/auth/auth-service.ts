import type { Principal } from "./principal.ts";

export interface AuthService {
  /** Who the `Authorization: Bearer …` header (or a socket's token) stands for; throws otherwise. */
  authenticate(authorization: string | undefined): Promise<Principal>;
  authenticateToken(token: string): Promise<Principal>;
}
