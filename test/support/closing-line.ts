import { writeSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

/**
 * Prints `N passed, N failed` alone on the last line, whatever else was printed, and makes sure
 * that the exit code agrees with it: an unhandled error or a file that could not be loaded counts
 * as a failure, and so does a run that ended before it began.
 */
export class ClosingLine implements Reporter {
  #passed = 0;
  #failed = 0;
  #ended = false;

  constructor() {
    process.once("exit", () => {
      if (!this.#ended) this.#failed += 1;
      if (this.#failed > 0) process.exitCode = 1;
      writeWhole(`\n${this.#passed} passed, ${this.#failed} failed\n`);
    });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    this.#passed = 0;
    this.#failed = unhandledErrors.length;
    for (const module of modules) {
      let failedHere = 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") this.#passed += 1;
        if (state === "failed") failedHere += 1;
      }
      const brokenFile = module.state() === "failed" && failedHere === 0;
      this.#failed += brokenFile ? 1 : failedHere;
    }
    this.#ended = true;
  }
}

/** In an exit handler nothing asynchronous runs any more, and a full pipe answers EAGAIN. */
function writeWhole(text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") return;
    }
  }
}
