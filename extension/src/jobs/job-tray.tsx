import { isUnderWay, type Job } from "@tagalong/shared/contracts/job.ts";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button, IconButton } from "../ui/button.tsx";
import { JobCard } from "./job-card.tsx";
import { useJobs } from "./job-store.ts";
import "./job-tray.css";
import { endInWords, shareDone } from "./job-words.ts";

/**
 * Work in the background: a button while there is any, and beside it a panel with each job's
 * progress or result. It survives a reload, since the server keeps the jobs.
 */
export function JobTray() {
  const jobs = useJobs();
  const [open, setOpen] = useState(false);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const own = jobs.own.value;
  const others = jobs.others.value;
  const shown = own.length + others.length > 0;
  const started = jobs.started.value;

  useEffect(() => {
    if (started !== 0) setOpen(true);
  }, [started]);
  useEffect(() => {
    if (!shown) setOpen(false);
  }, [shown]);

  // The button that was pressed may be gone with what it did: the focus stays in the panel.
  const inside = useRef(false);
  useLayoutEffect(() => {
    const lost = document.activeElement === document.body;
    if (open && inside.current && lost) {
      box.current?.querySelector<HTMLElement>(".job-panel")?.focus();
    }
  });

  const close = () => {
    setOpen(false);
    box.current?.querySelector("button")?.focus();
  };
  return (
    <div
      ref={box}
      class="job-tray"
      onFocusIn={() => {
        inside.current = true;
      }}
      onFocusOut={() => {
        // Also said of a button on its way out, so it is looked at when that is over.
        setTimeout(() => (inside.current = box.current?.contains(document.activeElement) ?? false));
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <Announcer />
      {shown && (
        <button
          type="button"
          class="job-trigger"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          aria-label={`Background jobs: ${trayInWords(own)}`}
          onClick={() => setOpen(!open)}
        >
          <Ring share={shareOfAll(own)} />
          <span class="job-trigger-words truncate" aria-hidden="true">
            {trayInWords(own)}
          </span>
        </button>
      )}
      {open && shown && (
        <section id={id} class="job-panel" aria-label="Background jobs" tabIndex={-1}>
          <header class="job-panel-head">
            <h2>Background jobs</h2>
            <Settle own={own} />
            <IconButton label="Close background jobs" icon="close" size="sm" onClick={close} />
          </header>
          {jobs.problem.value && (
            <p class="job-problem" role="alert">
              {jobs.problem.value}
            </p>
          )}
          <ul class="job-list">
            {own.map((job) => (
              <JobCard key={job.id} job={job} />
            ))}
            {others.map((job) => (
              <JobCard key={job.id} job={job} by={job.createdBy.name} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Settle({ own }: { own: readonly Job[] }) {
  const jobs = useJobs();
  const ended = own.filter((job) => !isUnderWay(job));
  if (ended.length < 2) return null;
  return (
    <Button
      size="sm"
      look="quiet"
      onClick={() => {
        for (const job of ended) void jobs.dismiss(job);
      }}
    >
      Dismiss ended
    </Button>
  );
}

/** Says politely that a job of this window has begun and how it ended; its progress is to be looked up. */
function Announcer() {
  const own = useJobs().own.value;
  const [said, say] = useState("");
  const heard = useRef<Map<number, Job["state"]> | null>(null);
  useEffect(() => {
    const before = heard.current;
    heard.current = new Map(own.map((job) => [job.id, job.state]));
    // What was there when the page was opened is no news.
    if (before === null || (before.size === 0 && own.every((job) => !isUnderWay(job)))) return;
    for (const job of own) {
      const state = before.get(job.id);
      if (state === job.state) continue;
      if (!isUnderWay(job)) say(endInWords(job));
      else if (state === undefined) say(`Started: ${job.label}`);
    }
  }, [own]);
  return (
    <p class="visually-hidden" role="status">
      {said}
    </p>
  );
}

function trayInWords(own: readonly Job[]): string {
  const running = own.filter(isUnderWay).length;
  if (running > 0) return `${running} running`;
  const failed = own.filter((job) => job.state === "failed").length;
  if (failed > 0) return `${failed} failed`;
  return own.length === 0 ? "others’ jobs" : `${own.length} done`;
}

/** Of all that run; null when none does. */
function shareOfAll(own: readonly Job[]): number | null {
  const running = own.filter(isUnderWay);
  if (running.length === 0) return null;
  return running.reduce((sum, job) => sum + (shareDone(job) ?? 0), 0) / running.length;
}

const around = 2 * Math.PI * 6;

function Ring({ share }: { share: number | null }) {
  return (
    <svg width={16} height={16} viewBox="0 0 16 16" fill="none" aria-hidden="true">
      <circle cx={8} cy={8} r={6} class="job-ring" />
      {share === null ? (
        <path d="m5.500 8.200 1.800 1.800L10.500 6.500" class="job-ring-done" />
      ) : (
        <circle
          cx={8}
          cy={8}
          r={6}
          class="job-ring-share"
          stroke-dasharray={`${Math.max(0.04, share) * around} ${around}`}
          transform="rotate(-90 8 8)"
        />
      )}
    </svg>
  );
}
