import {
  managedPropertySchema,
  type ManagedProperty,
  type NewProperty,
  type PropertyChange,
} from "@tagalong/shared/contracts/property.ts";
import { useEffect, useMemo } from "preact/hooks";
import { z } from "zod";
import { useRead } from "../api/use-read.ts";
import { useSignedIn } from "../session/signed-in.ts";

const listSchema = z.array(managedPropertySchema);

/** Every property with what can be done to it; read again when anybody changes one. */
export function usePropertyList() {
  const { api, live } = useSignedIn();
  const { value, failure, retry } = useRead("/api/properties?status=all", listSchema);
  useEffect(() => live.on("properties", retry), [live]);
  const calls = useMemo(() => {
    const send = (method: "POST" | "PATCH" | "DELETE", path: string, body?: unknown) =>
      api.call(`/api/properties${path}`, { method, body, answer: managedPropertySchema });
    return {
      create: (property: NewProperty) => send("POST", "", property),
      edit: (key: string, change: PropertyChange) => send("PATCH", `/${key}`, change),
      remove: (key: string) => send("DELETE", `/${key}`),
      restore: (key: string) => send("POST", `/${key}/restore`, {}),
      order: (keys: readonly string[]) =>
        api.call("/api/properties/order", { method: "PUT", body: { keys }, answer: listSchema }),
    };
  }, [api]);
  return { properties: value, failure, retry, calls };
}

export type PropertyCalls = ReturnType<typeof usePropertyList>["calls"];

/** The keys with one of them a place up or down; null where there is no such place. */
export function moved(
  properties: readonly ManagedProperty[],
  key: string,
  step: -1 | 1,
): string[] | null {
  const keys = properties.filter((one) => one.deletedAt === null).map((one) => one.key);
  const from = keys.indexOf(key);
  const to = from + step;
  if (from < 0 || to < 0 || to >= keys.length) return null;
  keys.splice(from, 1);
  keys.splice(to, 0, key);
  return keys;
}
