import { isUnderWay, type Job } from "@tagalong/shared/contracts/job.ts";

const number = (count: number) => count.toLocaleString();

/** How far it has come, from 0 to 1; null while nobody knows how much there is. */
export function shareDone({ done, total }: Pick<Job, "done" | "total">): number | null {
  if (total === null || total === 0) return null;
  return Math.min(1, done / total);
}

/** "12,000 of 98,000", or what came of it. */
export function stateInWords(job: Job): string {
  const { state, done, total, result, problem, cancelling } = job;
  if (cancelling) return "Stopping…";
  if (isUnderWay(job)) {
    if (done === 0) return "Starting…";
    return total === null ? `${number(done)} done` : `${number(done)} of ${number(total)}`;
  }
  switch (state) {
    case "cancelled":
      return done === 0 ? "Cancelled before it began" : `Cancelled. ${result}`;
    case "failed":
      return [problem, done > 0 && `Until then: ${result}`].filter(Boolean).join(" ");
    case "undone":
      return "Undone";
    default:
      return result;
  }
}

/** What is said when it ends. */
export const endInWords = (job: Job) =>
  job.state === "failed"
    ? `Failed: ${job.label}. ${stateInWords(job)}`
    : `${job.label}: ${stateInWords(job)}`;
