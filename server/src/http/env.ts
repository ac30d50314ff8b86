import type { AuthService } from "../auth/auth-service.ts";
import type { Principal } from "../auth/principal.ts";
import type { Services } from "../services.ts";

/** What every request carries. */
export interface AppEnv {
  Variables: {
    services: Services;
    auth: AuthService;
    /** The peer's address; a proxy's header is believed only from a configured proxy. */
    clientAddress: string;
    /** Set on every route whose permission is not "public". */
    principal: Principal;
  };
}
