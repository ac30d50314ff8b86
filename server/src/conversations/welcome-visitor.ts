import type { Welcome } from "@tagalong/shared/contracts/widget-socket.ts";
import type { VisitorIdentity } from "../contacts/visitor-identity.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { statement } from "../database/statement.ts";
import type { Services } from "../services.ts";
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

/** What the widget learns when it opens. Nothing is stored by asking. */
export async function welcomeVisitor(
  { database }: Pick<Services, "database">,
  { organizationId, tokenHash, externalId }: VisitorIdentity,
): Promise<Welcome> {
  const [row] = await inOrganization(database, organizationId, (transaction) =>
    transaction.query(welcome, [organizationId, tokenHash, externalId]),
  );
  if (!row) throw new Error("The organization of this transaction does not exist.");
  const { organization, greeting, epoch, id, status, head } = row;
  const agentReadSequence = row.agent_read_sequence;
  const conversation = id === null ? null : { id, status, head, agentReadSequence };
  return { organization, greeting, epoch, conversation };
}
