import {
  dealDetailSchema,
  dealSchema,
  pipelineSchema,
  type Deal,
  type Pipeline,
} from "@tagalong/shared/contracts/deal.ts";
import { useMemo } from "preact/hooks";
import { z } from "zod";
import { useRead } from "../api/use-read.ts";
import type { RecordFace } from "../crm-records/record-face.ts";

const pipelinesSchema = z.array(pipelineSchema);

/** How deals are shown, with the names of their stages (K1). */
export function useDealFace(): RecordFace<Deal> {
  const { value } = useRead("/api/crm/pipelines", pipelinesSchema);
  return useMemo(() => dealFace(value ?? []), [value]);
}

function dealFace(pipelines: readonly Pipeline[]): RecordFace<Deal> {
  const stages = pipelines.flatMap((pipeline) =>
    pipeline.stages.map(({ id, name }) => ({ id, name, pipeline: pipeline.name })),
  );
  const names = new Map(stages.map(({ id, name }) => [id, name]));
  return {
    noun: "deal",
    title: "Deals",
    icon: "deal",
    api: "/api/crm/deals",
    path: "/crm/deals",
    item: dealSchema,
    detail: dealDetailSchema,
    view: "view deals",
    manage: "manage deals",
    columns: [
      { label: "Stage", cell: ({ stageId }) => names.get(stageId) ?? "" },
      { label: "Value", number: true, cell: (deal) => money(deal) },
    ],
    fields: [
      {
        name: "stageId",
        label: "Stage",
        control: {
          kind: "choice",
          choices: stages.map(({ id, name, pipeline }) => ({
            value: String(id),
            label: name,
            group: pipeline,
          })),
        },
        initial: String(stages[0]?.id ?? ""),
        toValue: Number,
      },
      {
        name: "value",
        label: "Value",
        control: { kind: "text", inputMode: "decimal" },
        initial: "0",
        toValue: (typed) => typed.trim().replace(",", "."),
      },
      {
        name: "currency",
        label: "Currency",
        control: { kind: "text" },
        initial: "EUR",
        toValue: (typed) => typed.trim().toUpperCase(),
      },
    ],
    valueOf: (deal, field) => {
      if (field === "stageId") return String(deal.stageId);
      return field === "value" ? deal.value : deal.currency;
    },
  };
}

/** `1200.50` `EUR` as people of the browser's language write it; the text itself stays exact. */
function money({ value, currency }: Deal): string {
  try {
    return new Intl.NumberFormat(undefined, { style: "currency", currency }).format(
      value as `${number}`,
    );
  } catch {
    return `${value} ${currency}`;
  }
}
