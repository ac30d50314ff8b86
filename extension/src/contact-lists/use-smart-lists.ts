import {
  smartListSchema,
  type NewSmartList,
  type SmartList,
  type SmartListChange,
} from "@tagalong/shared/contracts/smart-list.ts";
import { useEffect, useState } from "preact/hooks";
import { z } from "zod";
import { useSignedIn } from "../session/signed-in.ts";

const path = "/api/crm/lists";

export type SmartLists = {
  /** Null until they are read. */
  lists: readonly SmartList[] | null;
  create: (list: NewSmartList) => Promise<SmartList>;
  edit: (id: number, change: SmartListChange) => Promise<SmartList>;
  remove: (id: number) => Promise<void>;
};

/** The smart lists that one sees (C7): read on every connection and whenever one of them changes. */
export function useSmartLists(): SmartLists {
  const { api, live } = useSignedIn();
  const [lists, setLists] = useState<readonly SmartList[] | null>(null);
  useEffect(() => {
    let reading: AbortController | null = null;
    const read = () => {
      reading?.abort();
      reading = new AbortController();
      const { signal } = reading;
      // Without them the contacts can be looked at all the same.
      api
        .call(path, { answer: z.array(smartListSchema), signal })
        .then(setLists, () => signal.aborted || setLists((held) => held ?? []));
    };
    read();
    const stops = [live.on("lists", read), live.onConnect(read)];
    return () => {
      reading?.abort();
      for (const stop of stops) stop();
    };
  }, [api, live]);

  const put = (list: SmartList) => {
    setLists((held) => byName([...(held ?? []).filter((each) => each.id !== list.id), list]));
    return list;
  };
  return {
    lists,
    create: async (body) =>
      put(await api.call(path, { method: "POST", body, answer: smartListSchema })),
    edit: async (id, body) =>
      put(await api.call(`${path}/${id}`, { method: "PATCH", body, answer: smartListSchema })),
    remove: async (id) => {
      await api.call(`${path}/${id}`, { method: "DELETE", answer: z.undefined() });
      setLists((held) => held && held.filter((each) => each.id !== id));
    },
  };
}

const byName = (lists: SmartList[]) => lists.sort((a, b) => a.name.localeCompare(b.name));
