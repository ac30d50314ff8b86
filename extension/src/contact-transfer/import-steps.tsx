import { classNames } from "../ui/class-names.ts";

const steps = ["File", "Columns", "Import"] as const;

/** Where one is on the way; the steps before are behind. */
export function ImportSteps({ at }: { at: (typeof steps)[number] }) {
  return (
    <ol class="import-steps" aria-label="Steps">
      {steps.map((step, index) => (
        <li
          key={step}
          class={classNames("import-step", index < steps.indexOf(at) && "import-step-done")}
          aria-current={step === at ? "step" : undefined}
        >
          <span class="import-step-number" aria-hidden="true">
            {index + 1}
          </span>
          {step}
        </li>
      ))}
    </ol>
  );
}
