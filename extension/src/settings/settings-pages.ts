import type { Permission } from "@tagalong/shared/permissions.ts";
import type { ComponentType } from "preact";
import { AccountPage } from "../account/account-page.tsx";
import { ApiTokensPage } from "../api-tokens/api-tokens-page.tsx";
import { PropertiesPage } from "../properties/properties-page.tsx";
import { RolesPage } from "../roles/roles-page.tsx";
import { TagsPage } from "../tags/tags-page.tsx";
import { TeamPage } from "../team/team-page.tsx";

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
  {
    section: "properties",
    label: "Properties",
    about: "The custom data of contacts, and who may write it",
    permission: "view contacts",
    page: PropertiesPage,
  },
  {
    section: "team",
    label: "Team",
    about: "Who works here, with which role; invitations",
    permission: "view team",
    page: TeamPage,
  },
  {
    section: "roles",
    label: "Roles",
    about: "What agents may see and do",
    permission: "view team",
    page: RolesPage,
  },
  {
    section: "api-tokens",
    label: "API tokens",
    about: "Programs that work with the API",
    permission: "manage api tokens",
    page: ApiTokensPage,
  },
  {
    section: "account",
    label: "Your account",
    about: "Your password, and where you are signed in",
    permission: null,
    page: AccountPage,
  },
];
