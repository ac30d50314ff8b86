import { teammateSchema } from "@tagalong/shared/contracts/me.ts";
import { useMemo } from "preact/hooks";
import { z } from "zod";
import { useRead } from "../api/use-read.ts";

const listSchema = z.array(teammateSchema);

/** The organization's agents by their ids, for whose names stand beside records. */
export function useAgents(): ReadonlyMap<number, string> {
  const { value } = useRead("/api/teammates", listSchema);
  return useMemo(() => new Map(value?.map(({ id, name }) => [id, name])), [value]);
}
