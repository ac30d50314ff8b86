import { propertySchema, type PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import { useEffect } from "preact/hooks";
import { z } from "zod";
import { useRead } from "../api/use-read.ts";
import { useSignedIn } from "../session/signed-in.ts";

const listSchema = z.array(propertySchema);
const none: readonly PropertyDefinition[] = [];

/** The organization's properties (C1), read again when one of them changes. */
export function useProperties(): readonly PropertyDefinition[] {
  const { live } = useSignedIn();
  const { value, retry } = useRead("/api/properties", listSchema);
  useEffect(() => live.on("properties", retry), [live]);
  return value ?? none;
}
