import type { Pipeline } from "@tagalong/shared/contracts/deal.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import { readStages } from "./queries.ts";

export async function listPipelines(
  { database }: Pick<Services, "database">,
  { organizationId }: Pick<Principal, "organizationId">,
): Promise<Pipeline[]> {
  const stages = await inOrganization(database, organizationId, readStages);
  const pipelines = Map.groupBy(stages, ({ pipeline_id }) => pipeline_id);
  return [...pipelines].map(([id, own]) => ({
    id,
    name: own[0]?.pipeline_name ?? "",
    stages: own.map(({ id: stageId, name, outcome }) => ({ id: stageId, name, outcome })),
  }));
}
