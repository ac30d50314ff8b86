import type { OrganizationTransaction } from "../database/organization-transaction.ts";

/** In the order in which a deal goes through them. */
export function readStages({ kysely, organizationId }: OrganizationTransaction) {
  return kysely
    .selectFrom("pipeline_stages as stage")
    .innerJoin("pipelines as pipeline", (join) =>
      join
        .onRef("pipeline.organization_id", "=", "stage.organization_id")
        .onRef("pipeline.id", "=", "stage.pipeline_id"),
    )
    .select(["stage.id", "stage.name", "stage.outcome", "stage.pipeline_id"])
    .select("pipeline.name as pipeline_name")
    .where("stage.organization_id", "=", organizationId)
    .orderBy("pipeline.position")
    .orderBy("pipeline.id")
    .orderBy("stage.position")
    .orderBy("stage.id")
    .execute();
}

export async function stageExists(
  { kysely, organizationId }: OrganizationTransaction,
  id: number,
): Promise<boolean> {
  const row = await kysely
    .selectFrom("pipeline_stages")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row !== undefined;
}
