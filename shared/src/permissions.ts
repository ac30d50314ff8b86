/** What a permission is about; the order in which roles and the API's description show them. */
export const permissionAreas = [
  "Contacts",
  "Tags",
  "Segments",
  "Leads and deals",
  "Conversations",
  "Routing",
  "Organization",
] as const;

interface Declaration {
  area: (typeof permissionAreas)[number];
  label: string;
  /** What one who holds it can do, in a sentence for whoever puts a role together. */
  description: string;
  /** What nobody holds this without: managing is no use without seeing. */
  implies?: readonly string[];
  /** Not held by the built-in role agent. */
  adminOnly?: true;
}

/**
 * Every permission, declared once (S8): checks, roles, API tokens and the API's description read
 * this. Those of a route are named by it (`declareRoute`).
 */
const declared = {
  "view contacts": {
    area: "Contacts",
    label: "View contacts",
    description: "See contacts, their properties and their timeline.",
  },
  "manage contacts": {
    area: "Contacts",
    label: "Manage contacts",
    description: "Create, edit and merge contacts.",
    implies: ["view contacts"],
  },
  "erase contacts": {
    area: "Contacts",
    label: "Erase contacts",
    description: "Erase a person with all that is stored of them. It cannot be undone.",
    implies: ["view contacts", "manage contacts"],
    adminOnly: true,
  },
  "export contacts": {
    area: "Contacts",
    label: "Export contacts",
    description: "Export any number of contacts with all their fields, in the background.",
    implies: ["view contacts"],
    adminOnly: true,
  },
  "tag contacts": {
    area: "Contacts",
    label: "Tag contacts",
    description: "Add existing tags to contacts and take them off.",
    implies: ["view contacts", "view tags"],
  },
  "view tags": {
    area: "Tags",
    label: "View tags",
    description: "See the catalogue of tags and where each is used.",
  },
  "create tags": {
    area: "Tags",
    label: "Create tags",
    description: "Add new tags to the catalogue, also while tagging.",
    implies: ["view tags"],
  },
  "manage tags": {
    area: "Tags",
    label: "Manage tags",
    description: "Edit, merge, delete and restore tags, and set how they are named.",
    implies: ["view tags", "create tags"],
    adminOnly: true,
  },
  "view crm segments": {
    area: "Segments",
    label: "View segments",
    description: "See segments and their members.",
  },
  "manage crm segments": {
    area: "Segments",
    label: "Manage segments",
    description: "Create, edit, sync and delete segments.",
    implies: ["view crm segments"],
    adminOnly: true,
  },
  "view leads": {
    area: "Leads and deals",
    label: "View leads",
    description: "See leads with their scores and tags.",
    implies: ["view contacts"],
  },
  "manage leads": {
    area: "Leads and deals",
    label: "Manage leads",
    description: "Create, edit, tag and delete leads.",
    implies: ["view leads", "view tags"],
  },
  "view deals": {
    area: "Leads and deals",
    label: "View deals",
    description: "See deals with their stages, values and tags.",
    implies: ["view contacts"],
  },
  "manage deals": {
    area: "Leads and deals",
    label: "Manage deals",
    description: "Create, edit, tag and delete deals.",
    implies: ["view deals", "view tags"],
  },
  "view conversations": {
    area: "Conversations",
    label: "View conversations",
    description: "Read the inbox and every conversation in it.",
  },
  "reply to conversations": {
    area: "Conversations",
    label: "Reply to conversations",
    description: "Write to customers.",
    implies: ["view conversations"],
  },
  "manage conversations": {
    area: "Conversations",
    label: "Manage conversations",
    description: "Assign, prioritize, close and tag conversations.",
    implies: ["view conversations"],
  },
  "view routing": {
    area: "Routing",
    label: "View routing",
    description: "See the queues and how many conversations wait in each.",
  },
  "manage settings": {
    area: "Organization",
    label: "Manage settings",
    description: "Define the contacts' properties, and follow everybody's background jobs.",
    adminOnly: true,
  },
  "view team": {
    area: "Organization",
    label: "View the team",
    description: "See the agents, their roles and what each role allows.",
  },
  "manage team": {
    area: "Organization",
    label: "Manage the team",
    description: "Invite agents, change their roles and capacity, deactivate them.",
    implies: ["view team"],
    adminOnly: true,
  },
  "manage roles": {
    area: "Organization",
    label: "Manage roles",
    description: "Create, edit and delete custom roles, with permissions of one's own at most.",
    implies: ["view team"],
    adminOnly: true,
  },
  "manage api tokens": {
    area: "Organization",
    label: "Manage API tokens",
    description: "Create API tokens, with permissions of one's own at most, and revoke any.",
    adminOnly: true,
  },
} as const satisfies Record<string, Declaration>;

export type Permission = keyof typeof declared;

export const permissionDetails: Readonly<Record<Permission, Declaration>> = declared;

export const permissions = Object.keys(declared) as [Permission, ...Permission[]];

export const roles = ["admin", "agent"] as const;
/** The built-in roles; an organization's own are in its table `roles`. */
export type Role = (typeof roles)[number];

export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  admin: permissions,
  agent: permissions.filter((permission) => !permissionDetails[permission].adminOnly),
};

/** With all that these imply, in the order of their declaration. */
export function withImplied(held: Iterable<Permission>): Permission[] {
  const all = new Set<string>(held);
  for (const permission of all) {
    for (const implied of permissionDetails[permission as Permission].implies ?? []) {
      all.add(implied);
    }
  }
  return permissions.filter((permission) => all.has(permission));
}
