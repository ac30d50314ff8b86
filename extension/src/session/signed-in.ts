import type { Me } from "@tagalong/shared/contracts/me.ts";
import type { Permission } from "@tagalong/shared/permissions.ts";
import type { ApiClient } from "../api/api-client.ts";
import type { LiveConnection } from "../live/live-connection.ts";
import { strictContext } from "../ui/strict-context.ts";
import type { Account } from "./accounts.ts";

/** What everything behind the sign-in may use. */
export type SignedIn = {
  account: Account;
  me: Me;
  api: ApiClient;
  live: LiveConnection;
  can: (permission: Permission) => boolean;
};

export const [SignedInProvider, useSignedIn] = strictContext<SignedIn>("SignedIn");
