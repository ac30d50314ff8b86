import type { Me } from "@tagalong/shared/contracts/me.ts";
import type { AgentActor, Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import { readOrganization } from "./queries.ts";

/** The signed-in agent, with the organization's settings that the interface goes by. */
export async function readMe(
  { database }: Services,
  { organizationId, permissions }: Principal,
  { id, name, email, role }: AgentActor,
): Promise<Me> {
  const row = await inOrganization(database, organizationId, readOrganization);
  return {
    agent: { id, name, email, role },
    organization: {
      id: organizationId,
      name: row.name,
      tagNames: row.tag_names,
      maxTagsPerRecord: row.max_tags_per_record,
      exportLimit: row.export_limit,
    },
    permissions: [...permissions],
  };
}
