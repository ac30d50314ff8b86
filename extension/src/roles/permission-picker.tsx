import {
  permissionAreas,
  permissionDetails,
  permissions,
  withImplied,
  type Permission,
} from "@tagalong/shared/permissions.ts";
import { useId } from "preact/hooks";
import "./permission-picker.css";

/** Permissions by area with what each allows; what another brings along is checked with it (S8). */
export function PermissionPicker({
  value,
  change,
  mayGive,
  error,
}: {
  value: readonly Permission[];
  /** Null: only shown. */
  change: ((value: Permission[]) => void) | null;
  /** Whether the one who chooses holds it. */
  mayGive: (permission: Permission) => boolean;
  error?: string | null;
}) {
  const id = useId();
  const held = new Set(withImplied(value));
  const toggle = (permission: Permission) => {
    if (!change) return;
    if (!held.has(permission)) return change(withImplied([...held, permission]));
    change([...held].filter((each) => each !== permission));
  };
  return (
    <div class="permissions">
      {permissionAreas.map((area) => (
        <fieldset key={area} class="permissions-area">
          <legend>{area}</legend>
          {permissions
            .filter((permission) => permissionDetails[permission].area === area)
            .map((permission) => {
              const own = `${id}-${permission.replaceAll(" ", "-")}`;
              const { label, description } = permissionDetails[permission];
              const checked = held.has(permission);
              const with_ = [...held].find(
                (other) => other !== permission && withImplied([other]).includes(permission),
              );
              const beyond = !checked && change !== null && !mayGive(permission);
              const why = with_
                ? `Comes with “${permissionDetails[with_].label}”.`
                : beyond
                  ? "You do not hold it yourself."
                  : null;
              return (
                <label
                  key={permission}
                  class="permission"
                  data-off={change !== null && why !== null ? "" : undefined}
                >
                  <input
                    type="checkbox"
                    checked={checked}
                    disabled={change === null || why !== null}
                    aria-labelledby={`${own}-label`}
                    aria-describedby={`${own}-about`}
                    onChange={() => toggle(permission)}
                  />
                  <span>
                    <span class="permission-label" id={`${own}-label`}>
                      {label}
                    </span>
                    <span class="permission-about" id={`${own}-about`}>
                      {description}
                      {change !== null && why && <em> {why}</em>}
                    </span>
                  </span>
                </label>
              );
            })}
        </fieldset>
      ))}
      {error && (
        <p class="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
