import type { ComponentProps } from "preact";
import "./button.css";
import { classNames } from "./class-names.ts";
import { Icon, type IconName } from "./icon.tsx";

type Look = "primary" | "plain" | "quiet" | "danger";

export type ButtonProps = Omit<ComponentProps<"button">, "icon" | "size" | "class"> & {
  look?: Look;
  size?: "sm" | "md" | "lg";
  icon?: IconName;
  class?: string;
};

export function Button({ look = "plain", size = "md", icon, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      class={classNames("button", `button-${look}`, `button-${size}`, rest.class)}
    >
      {icon && <Icon name={icon} size={size === "sm" ? 14 : 16} />}
      {children}
    </button>
  );
}

/** A button that shows only an icon; its label is read out and shown as a tooltip. */
export function IconButton({
  label,
  icon,
  size = "md",
  look = "quiet",
  ...rest
}: ButtonProps & {
  label: string;
  icon: IconName;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      class={classNames("button", "button-icon", `button-${look}`, `button-${size}`, rest.class)}
    >
      <Icon name={icon} size={size === "sm" ? 14 : 16} />
    </button>
  );
}
