import type { Permission } from "@tagalong/shared/permissions.ts";
import type { ComponentType } from "preact";
import { TagsPage } from "../tags/tags-page.tsx";

/** One page below /settings. */
export type SettingsPage = {
  /** The last part of its address: /settings/tags. */
  section: string;
  label: string;
  /** What it is for, in the words of the list that a small window shows. */
  about: string;
  /** Null: for every agent. */
  permission: Permission | null;
  page: ComponentType;
};

/** Every settings page, in the order of the navigation. */
export const settingsPages: readonly SettingsPage[] = [
  {
    section: "tags",
    label: "Tags",
    about: "The labels of contacts and conversations, and how they are named",
    permission: "view tags",
    page: TagsPage,
  },
];
