import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import type { Services } from "../services.ts";
import { lockApiToken, markRevoked } from "./queries.ts";

/** From its commit on the token is refused; revoking it again changes nothing. */
export async function revokeApiToken(
  { database, publisher }: Pick<Services, "database" | "publisher">,
  { organizationId, actor }: Principal,
  id: number,
): Promise<void> {
  await inOrganization(database, organizationId, async (transaction) => {
    const token = await lockApiToken(transaction, id);
    if (!token) throw notFound("API token");
    if (token.revoked_at) return;
    await markRevoked(transaction, id);
    await recordEvent(transaction, {
      kind: "api_token.revoked",
      subject: { type: "api_token", id },
      actor,
      data: { name: token.name },
    });
    transaction.onCommit(() => publisher.settingsChanged(organizationId, "api tokens"));
  });
}
