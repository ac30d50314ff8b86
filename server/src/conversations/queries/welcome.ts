import type { VisitorIdentity } from "../../contacts/visitor-identity.ts";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";
import { ownConversation, visitorRow } from "./visitor-rows.ts";

interface WelcomeRow {
  organization: string;
  greeting: string;
  epoch: string;
  id: number | null;
  status: "open" | "snoozed" | "closed";
  head: number;
  agent_read_sequence: number;
}

const welcome = statement<WelcomeRow>(`
  WITH visitor AS (${visitorRow}), latest AS (
    SELECT c.id, c.status, c.last_sequence AS head, c.agent_read_sequence
    FROM visitor v JOIN conversations c ON ${ownConversation} ORDER BY c.id DESC LIMIT 1
  )
  SELECT o.name AS organization, o.greeting, s.epoch, latest.*
  FROM organizations o CROSS JOIN server_state s LEFT JOIN latest ON true
  WHERE o.organization_id = $1`);

/** One row: the organization, and the visitor's latest conversation where there is one. */
export async function readWelcome(
  transaction: OrganizationTransaction,
  { organizationId, tokenHash, externalId }: VisitorIdentity,
): Promise<WelcomeRow> {
  const [row] = await transaction.query(welcome, [organizationId, tokenHash, externalId]);
  if (!row) throw new Error("The organization of this transaction does not exist.");
  return row;
}
