import { propertySchema } from "@tagalong/shared/contracts/contact.ts";
import { queueSchema, teammateSchema } from "@tagalong/shared/contracts/me.ts";
import { segmentSchema } from "@tagalong/shared/contracts/segment.ts";
import type { CriteriaContext, Reference, Subject } from "@tagalong/shared/criteria/context.ts";
import { describeLanguage, type LanguageField } from "@tagalong/shared/criteria/language.ts";
import { useEffect, useMemo, useState } from "preact/hooks";
import { z } from "zod";
import type { ApiClient } from "../api/api-client.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { useCatalogue } from "../tags/tag-catalogue.ts";

/** What criteria can name in this organization, as far as the person may see it. */
export type World = {
  loaded: boolean;
  fields: readonly LanguageField[];
  context: CriteriaContext;
  /** The ids that can be chosen; null where they are not known here. */
  known: Partial<Record<Reference, ReadonlyMap<number, string>>>;
};

const lists = {
  properties: z.array(propertySchema),
  teammates: z.array(teammateSchema),
  segments: z.array(segmentSchema.pick({ id: true, name: true })),
  queues: z.array(queueSchema.pick({ id: true, name: true })),
};

/** The last answers, so that a builder that opens again is complete at once. */
const answers = new WeakMap<ApiClient, Map<string, unknown>>();

function useList<Name extends keyof typeof lists>(
  name: Name,
  path: string,
  allowed: boolean,
): z.infer<(typeof lists)[Name]> | null {
  type List = z.infer<(typeof lists)[Name]>;
  const { api, live } = useSignedIn();
  const [list, setList] = useState<List | null>(
    () => (answers.get(api)?.get(path) as List | undefined) ?? null,
  );
  useEffect(() => {
    if (!allowed) return;
    const reading = new AbortController();
    const read = async () => {
      const answer = await api.call(path, { answer: lists[name], signal: reading.signal });
      answers.set(api, (answers.get(api) ?? new Map<string, unknown>()).set(path, answer));
      setList(answer as List);
    };
    const again = () => void read().catch(() => {});
    const stops = [live.onConnect(again), live.on("properties", again)];
    return () => {
      for (const stop of stops) stop();
      reading.abort();
    };
  }, [api, path, allowed]);
  return list;
}

/** Reads what the builder completes values from, and keeps it current. */
export function useWorld(subject: Subject): World {
  const { can } = useSignedIn();
  const catalogue = useCatalogue();
  const mayRead = can("view contacts");
  const properties = useList("properties", "/api/properties", mayRead);
  const teammates = useList("teammates", "/api/teammates", true);
  const segments = useList("segments", "/api/crm/segments", can("view crm segments"));
  const sees = subject === "conversation" && can("view routing");
  const queues = useList("queues", "/api/queues", sees);
  const active = catalogue.active.value;
  return useMemo(() => {
    const tags = catalogue.all();
    const namesOf = (list: readonly { id: number; name: string }[]) =>
      new Map(list.map(({ id, name }) => [id, name]));
    const known: World["known"] = {
      tags: namesOf(active),
      agents: namesOf(teammates ?? []),
      ...(segments ? { segments: namesOf(segments) } : {}),
      ...(queues ? { queues: namesOf(queues) } : {}),
    };
    const context: CriteriaContext = {
      subject,
      properties: properties ?? [],
      deletedTags: new Set(tags.flatMap((tag) => (tag.deletedAt === null ? [] : [tag.id]))),
      deletedSegments: new Set(),
      liveSegments: new Map(),
      signedContext: { everySegment: false, segments: new Set() },
      names: { ...known, tags: namesOf(tags) },
    };
    return {
      loaded: (properties !== null || !mayRead) && teammates !== null && catalogue.loaded.value,
      fields: describeLanguage({ subject, properties: properties ?? [] }),
      context,
      known,
    };
  }, [subject, properties, teammates, segments, queues, active, catalogue.loaded.value]);
}
