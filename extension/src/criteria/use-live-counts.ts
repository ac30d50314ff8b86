import type { Contact } from "@tagalong/shared/contracts/contact.ts";
import {
  criteriaPreviewSchema,
  type CriteriaPreview,
  type PreviewCount,
} from "@tagalong/shared/contracts/criteria-preview.ts";
import type { Criteria, Node } from "@tagalong/shared/criteria/criteria.ts";
import { useEffect, useRef, useState } from "preact/hooks";
import { sentenceOf } from "../api/api-error.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { keyOf } from "./node-keys.ts";
import { nodeAt, placeOf } from "./tree.ts";

/** How long the typing rests before it is counted. */
const pause = 250;

export type LiveCounts = {
  state: "off" | "counting" | "ready" | "failed";
  total: PreviewCount | null;
  samples: readonly Contact[];
  failure: string | null;
  /** Matches of a node, as last counted. */
  of: (node: Node) => PreviewCount | undefined;
  /** How many are empty in the field of a condition that matches them too ("meaning" 3). */
  emptyOf: (node: Node) => PreviewCount | undefined;
};

type Held = { counts: Map<string, PreviewCount>; empty: Map<string, PreviewCount> };

/**
 * Counts of the finished part of criteria while they are edited: after a pause, with the question
 * before given up, and with the last numbers standing until the next are there.
 */
export function useLiveCounts(criteria: Criteria, on: boolean): LiveCounts {
  const { api } = useSignedIn();
  const [preview, setPreview] = useState<CriteriaPreview | null>(null);
  const [held, setHeld] = useState<Held>({ counts: new Map(), empty: new Map() });
  const [failure, setFailure] = useState<string | null>(null);
  const [answered, setAnswered] = useState<string | null>(null);
  const asked = on ? JSON.stringify(criteria) : null;
  const latest = useRef(criteria);
  latest.current = criteria;

  useEffect(() => {
    if (asked === null) return;
    const stop = new AbortController();
    const count = async () => {
      try {
        const answer = await api.call("/api/crm/criteria/preview", {
          method: "POST",
          body: { criteria: latest.current },
          answer: criteriaPreviewSchema,
          signal: stop.signal,
        });
        if (stop.signal.aborted) return;
        setPreview(answer);
        setHeld({
          counts: byKey(latest.current, answer.perNode),
          empty: byKey(latest.current, answer.empty),
        });
        setFailure(null);
      } catch (error) {
        if (stop.signal.aborted) return;
        setFailure(sentenceOf(error));
      }
      setAnswered(asked);
    };
    const timer = setTimeout(() => void count(), pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [api, asked]);

  const isCounting = asked !== answered;
  return {
    state: !on ? "off" : isCounting ? "counting" : failure !== null ? "failed" : "ready",
    total: preview && { count: preview.total, precision: preview.precision },
    samples: preview?.samples ?? [],
    failure,
    of: (node) => held.counts.get(keyOf(node)),
    emptyOf: (node) => held.empty.get(keyOf(node)),
  };
}

/** Nodes keep their keys while they are edited, whatever becomes of their paths. */
function byKey(
  root: Criteria,
  counts: readonly (PreviewCount & { path: string })[],
): Map<string, PreviewCount> {
  const found = new Map<string, PreviewCount>();
  for (const { path, count, precision } of counts) {
    const node = nodeAt(root, placeOf(path));
    if (node) found.set(keyOf(node), { count, precision });
  }
  return found;
}
