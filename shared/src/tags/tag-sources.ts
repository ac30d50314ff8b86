/** Where an assignment came from (T6): the stored word and the label people see. */
export const tagSources = {
  manual_admin: "Manual (admin)",
  manual_agent: "Manual (agent)",
  api: "API",
  ai_tool: "AI tool",
  ai_auto_close: "AI auto-close",
  workflow: "Workflow",
  campaign: "Campaign",
  import: "Import",
} as const;

export type TagSource = keyof typeof tagSources;
