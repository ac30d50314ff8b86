/**
 * Accidents on purpose, for the fault harness (test/faults): `TAGALONG_FAULT` holds points and odds,
 * `exit-after-commit:0.02,drop-ack:0.1`. Without it nothing ever happens here.
 *
 * exit-after-commit: killed when something is stored and nobody has been told (F3).
 * exit-before-ack: killed when it has been broadcast and the sender has no answer yet (F2).
 * drop-ack: the sender gets no answer (F10). drop-hint: a broadcast reaches nobody.
 */
type FaultPoint = "exit-after-commit" | "exit-before-ack" | "drop-ack" | "drop-hint";

let odds: ReadonlyMap<string, number> | undefined;

function readOdds(): ReadonlyMap<string, number> {
  const points = (process.env.TAGALONG_FAULT ?? "").split(",");
  return new Map(
    points.map((point): [string, number] => {
      const [name = "", chance] = point.split(":");
      return [name, Number(chance)];
    }),
  );
}

/** Whether the accident happens now. */
export function befalls(point: FaultPoint): boolean {
  odds ??= readOdds();
  return Math.random() < (odds.get(point) ?? 0);
}

/** Ends the process as a power cut would: no handler runs, nothing is flushed. */
export function mayDie(point: "exit-after-commit" | "exit-before-ack"): void {
  if (befalls(point)) process.kill(process.pid, "SIGKILL");
}
