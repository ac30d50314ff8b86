import type { Segment } from "@tagalong/shared/contracts/segment.ts";
import { useEffect, useState } from "preact/hooks";
import { useJobs } from "../jobs/job-store.ts";
import { shareDone } from "../jobs/job-words.ts";
import { Button } from "../ui/button.tsx";
import { useSync } from "./use-sync.ts";

const lookAgain = 3_000;

/** Makes the list be who matches now; while that goes on, how far it is (S1). */
export function SyncButton({
  segment: { id, name, refresh, syncJob },
  readAgain,
  size,
}: {
  segment: Segment;
  readAgain: () => void;
  size?: "sm";
}) {
  const sync = useSync();
  const jobs = useJobs();
  const [busy, setBusy] = useState(false);
  // The end of a sync is told; that somebody cancelled theirs is not.
  useEffect(() => {
    if (syncJob === null) return;
    const timer = setInterval(readAgain, lookAgain);
    return () => clearInterval(timer);
  }, [syncJob]);
  if (refresh !== "on_sync") return null;
  const job = [...jobs.own.value, ...jobs.others.value].find((each) => each.id === syncJob);
  const share = job ? shareDone(job) : null;
  const start = async () => {
    setBusy(true);
    await sync(id);
    readAgain();
    setBusy(false);
  };
  return (
    <Button
      {...(size && { size })}
      icon="reopen"
      aria-label={syncJob === null ? `Sync ${name}` : `Syncing ${name}`}
      disabled={busy || syncJob !== null}
      onClick={() => void start()}
    >
      {syncJob === null
        ? "Sync"
        : share === null
          ? "Syncing…"
          : `Syncing… ${Math.round(share * 100)}%`}
    </Button>
  );
}
