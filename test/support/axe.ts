import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds wrong with the page, shadow roots included: one line for each finding. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return await page.evaluate(async () => {
    const injected = globalThis as unknown as { axe: typeof axe };
    const { violations } = await injected.axe.run(document);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} – ${failureSummary}`),
    );
  });
}
