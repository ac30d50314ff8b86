import type { Permission } from "@tagalong/shared/permissions.ts";
import type { IconName } from "../ui/icon.tsx";
import type { Route } from "./route.ts";

export type Area = {
  path: string;
  label: string;
  icon: IconName;
  /** Null: for every agent. */
  permission: Permission | null;
  pages: Route["page"][];
};

/** The workspace's areas, in the order of the navigation. */
export const areas: readonly Area[] = [
  {
    path: "/conversations",
    label: "Inbox",
    icon: "inbox",
    permission: "view conversations",
    pages: ["inbox"],
  },
  {
    path: "/contacts",
    label: "Contacts",
    icon: "contacts",
    permission: "view contacts",
    pages: ["contacts", "contact", "contact-import"],
  },
  {
    path: "/crm/leads",
    label: "Leads",
    icon: "lead",
    permission: "view leads",
    pages: ["leads", "lead"],
  },
  {
    path: "/crm/deals",
    label: "Deals",
    icon: "deal",
    permission: "view deals",
    pages: ["deals", "deal"],
  },
  {
    path: "/crm-segments",
    label: "Segments",
    icon: "segments",
    permission: "view crm segments",
    pages: ["segments", "segment", "new-segment"],
  },
  { path: "/crm/tags", label: "Tags", icon: "tag", permission: "view tags", pages: ["tags"] },
  {
    path: "/settings",
    label: "Settings",
    icon: "settings",
    permission: null,
    pages: ["settings", "settings-page"],
  },
];

/** The areas that an agent's role opens. */
export const areasFor = (can: (permission: Permission) => boolean) =>
  areas.filter(({ permission }) => permission === null || can(permission));

/** The page that an area's entry leads to, rather than one below it. */
export const isAreaItself = (route: Route) => areas.some((area) => area.pages[0] === route.page);
