import { isUnderWay, jobSchema, type Job } from "@tagalong/shared/contracts/job.ts";
import { sentenceOf } from "../api/api-error.ts";
import { useRead } from "../api/use-read.ts";
import { useJobs } from "../jobs/job-store.ts";
import { shareDone, stateInWords } from "../jobs/job-words.ts";
import { useRouter } from "../navigation/router.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { classNames } from "../ui/class-names.ts";
import { Icon } from "../ui/icon.tsx";
import { FailureState, Loading } from "../ui/state.tsx";
import { sayFailed } from "../ui/toaster.tsx";
import { ImportSteps } from "./import-steps.tsx";
import { saveStoredFile } from "./save-file.ts";

/** The last step: how far it is, and what came of it. */
export function RunImport({ jobId }: { jobId: number }) {
  const router = useRouter();
  const jobs = useJobs();
  const live = jobs.own.value.find(({ id }) => id === jobId);
  const { value, failure, missing, retry } = useRead(`/api/jobs/${jobId}`, jobSchema);
  const job = live && (!value || live.revision >= value.revision) ? live : value;
  if (!job && failure) {
    const back = { href: router.href("/contacts"), label: "See the contacts" };
    return <FailureState failure={{ message: failure, missing }} retry={retry} back={back} />;
  }
  if (!job) return <Loading label="Reading the import" />;
  const underWay = isUnderWay(job);
  return (
    <>
      <ImportSteps at="Import" />
      <section class="import-run" aria-label="Import">
        <h2 class="import-run-title">
          {!underWay && <Icon name={job.state === "done" ? "check" : "alert"} />}
          {titleOf(job)}
        </h2>
        {underWay && <Progress job={job} />}
        <p class={classNames("muted", job.state === "failed" && "job-failed")} role="status">
          {underWay ? stateInWords(job) : job.state === "done" ? "" : stateInWords(job)}
        </p>
        <Counts counts={job.counts} />
        <div class="import-run-actions">
          {underWay && job.canCancel && (
            <Button onClick={() => void jobs.cancel(job)}>Cancel</Button>
          )}
          {job.links.map((link) => (
            <SaveButton key={link.path} link={link} />
          ))}
          {!underWay && (
            <>
              <a class="button button-plain button-md" href={router.href("/contacts/import")}>
                Import another file
              </a>
              <a class="button button-primary button-md" href={router.href("/contacts")}>
                See the contacts
              </a>
            </>
          )}
        </div>
        {underWay && (
          <p class="faint">You can leave this page: the import goes on and stays in the tray.</p>
        )}
      </section>
    </>
  );
}

function titleOf({ state, label }: Job): string {
  switch (state) {
    case "done":
      return "Imported";
    case "cancelled":
      return "Cancelled";
    case "failed":
      return "The import stopped";
    default:
      return label;
  }
}

function Progress({ job }: { job: Job }) {
  const share = shareDone(job);
  const percent = share === null ? undefined : Math.round(share * 100);
  return (
    <div
      class="import-bar"
      role="progressbar"
      aria-label={job.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <span style={{ width: `${percent ?? 30}%` }} />
    </div>
  );
}

const countLabels = [
  ["created", "Created"],
  ["updated", "Updated"],
  ["skipped", "Skipped"],
  ["refused", "Refused"],
] as const;

function Counts({ counts }: Pick<Job, "counts">) {
  return (
    <dl class="import-counts">
      {countLabels.map(([name, label]) => (
        <div key={name} class={classNames("import-count", `import-count-${name}`)}>
          <dt>{label}</dt>
          <dd>{(counts[name] ?? 0).toLocaleString("en")}</dd>
        </div>
      ))}
    </dl>
  );
}

function SaveButton({ link }: { link: Job["links"][number] }) {
  const signedIn = useSignedIn();
  const save = () =>
    saveStoredFile(signedIn, link).catch((error: unknown) => sayFailed(sentenceOf(error)));
  return (
    <Button icon="arrowDown" onClick={() => void save()}>
      {link.label}
    </Button>
  );
}
