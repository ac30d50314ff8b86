import type { Queue } from "@tagalong/shared/contracts/me.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { statement } from "../database/statement.ts";

const queuesWithLoad = statement<Queue>(`
  SELECT q.id, q.name, q.fallback,
    (SELECT count(*)::integer FROM conversations c WHERE c.organization_id = q.organization_id
       AND c.queue_id = q.id AND c.status = 'open') AS open
  FROM queues q WHERE q.organization_id = $1
  ORDER BY q.fallback, q.position, q.id`);

/** In the order in which they are tried, the fallback last (R2). */
export async function readQueues(transaction: OrganizationTransaction): Promise<Queue[]> {
  return await transaction.query(queuesWithLoad, [transaction.organizationId]);
}
