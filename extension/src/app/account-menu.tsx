import { useSignedIn } from "../session/signed-in.ts";
import { Avatar } from "../ui/avatar.tsx";
import { classNames } from "../ui/class-names.ts";
import { Menu } from "../ui/menu.tsx";
import "./account-menu.css";
import { theme, themes, type Theme } from "./theme.ts";

const themeLabels: Record<Theme, string> = {
  system: "As the system",
  light: "Light",
  dark: "Dark",
};

/** Who is signed in and whether the connection stands; theme, shortcuts and the way out. */
export function AccountMenu({
  signOut,
  showShortcuts,
  placement,
}: {
  signOut: () => void;
  showShortcuts: () => void;
  placement: "top-start" | "bottom-end";
}) {
  const { me, live } = useSignedIn();
  const state = live.state.value;
  const said = state === "online" ? "connected" : "not connected";
  return (
    <Menu
      label={`${me.agent.name}, ${said}. Account menu`}
      placement={placement}
      triggerClass="account-trigger"
      trigger={
        <>
          <span class="account-avatar">
            <Avatar name={me.agent.name} size={24} />
            <span class={classNames("account-dot", state === "online" && "account-dot-online")} />
          </span>
          <span class="account-name truncate">{me.agent.name}</span>
        </>
      }
      items={[
        ...themes.map((each, index) => ({
          value: each,
          label: themeLabels[each],
          checked: each === theme.value,
          ...(index === 0 ? { group: "Theme" } : {}),
        })),
        { value: "shortcuts", label: "Keyboard shortcuts", group: me.agent.email },
        { value: "sign-out", label: "Sign out" },
      ]}
      select={(value) => {
        if (value === "sign-out") signOut();
        else if (value === "shortcuts") showShortcuts();
        else theme.value = value as Theme;
      }}
    />
  );
}
