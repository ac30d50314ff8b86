import { fileLinkSchema } from "@tagalong/shared/contracts/file.ts";
import { isUnderWay, type Job } from "@tagalong/shared/contracts/job.ts";
import { useId } from "preact/hooks";
import { sentenceOf } from "../api/api-error.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { classNames } from "../ui/class-names.ts";
import { Icon } from "../ui/icon.tsx";
import { Ago } from "../ui/time.tsx";
import { sayFailed } from "../ui/toaster.tsx";
import { useJobs } from "./job-store.ts";
import { shareDone, stateInWords } from "./job-words.ts";

/** One job: what it does, how far it is or what came of it, and what can be done about it. */
export function JobCard({ job, by }: { job: Job; by?: string }) {
  const jobs = useJobs();
  const underWay = isUnderWay(job);
  const failed = job.state === "failed";
  return (
    <li class="job-card">
      <div class="job-head">
        <p class="job-label">{job.label}</p>
        {!underWay && !by && (
          <IconButton
            label={`Dismiss: ${job.label}`}
            icon="close"
            size="sm"
            onClick={() => void jobs.dismiss(job)}
          />
        )}
      </div>
      {underWay && <Progress job={job} />}
      <p class={classNames("job-state", failed && "job-failed")}>
        {job.state === "done" && <Icon name="check" size={14} />}
        {failed && <Icon name="alert" size={14} />}
        <span>{stateInWords(job)}</span>
      </p>
      <div class="job-foot">
        <span class="faint">
          {by && <>By {by} · </>}
          <Ago at={job.endedAt ?? job.createdAt} words />
        </span>
        {job.links.map((link) => (
          <FileButton key={link.path} {...link} />
        ))}
        {underWay && job.canCancel && (
          <Button
            size="sm"
            look="quiet"
            aria-label={`Cancel: ${job.label}`}
            onClick={() => void jobs.cancel(job)}
          >
            Cancel
          </Button>
        )}
        {job.canUndo && !by && (
          <Button
            size="sm"
            look="quiet"
            icon="undo"
            aria-label={`Undo: ${job.label}`}
            onClick={() => void jobs.undo(job)}
          >
            Undo
          </Button>
        )}
      </div>
    </li>
  );
}

function Progress({ job }: { job: Job }) {
  const id = useId();
  const share = shareDone(job);
  const percent = share === null ? undefined : Math.round(share * 100);
  return (
    <div
      id={id}
      role="progressbar"
      class={classNames("job-bar", percent === undefined && "job-bar-unknown")}
      aria-label={job.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={stateInWords(job)}
    >
      <span style={{ width: `${percent ?? 30}%` }} />
    </div>
  );
}

/** A browser saves what an address serves without a sign-in, so one is asked for, for a moment. */
function FileButton({ label, path }: Job["links"][number]) {
  const { api, account } = useSignedIn();
  const download = async () => {
    try {
      const answer = fileLinkSchema;
      const link = await api.call(`${path}/link`, { method: "POST", answer });
      const anchor = document.createElement("a");
      anchor.href = new URL(link.path, account.serverUrl).href;
      anchor.download = label;
      anchor.click();
    } catch (error) {
      sayFailed(sentenceOf(error));
    }
  };
  return (
    <Button size="sm" look="plain" icon="arrowDown" onClick={() => void download()}>
      <span class="truncate">{label}</span>
    </Button>
  );
}
