import type { Demo } from "../demo/fill-demo.ts";

/** What a newcomer needs to look around, printed when the server is ready. */
export function welcome(baseUrl: string, dataDir: string, demo: Demo | undefined): string {
  const rows: [string, string][] = [["Workspace", `${baseUrl}/admin`]];
  if (demo) {
    rows.unshift(["Demo shop", `${baseUrl}/demo`]);
    for (const { email, password, role } of demo.agents) {
      rows.push([`Sign in (${role})`, `${email}  ${password}`]);
    }
    rows.push(
      ["Widget key", demo.widgetKey],
      ["Signing secret", demo.widgetSecret],
      ["API token", demo.apiToken],
      ["Extension", `${demo.extensionDir} (load it unpacked at chrome://extensions)`],
    );
  }
  rows.push(["API", `${baseUrl}/api/docs`], ["Data", dataDir]);
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  return `\nTagalong is running.\n\n${lines.join("\n")}\n\n  Ctrl-C stops it.\n`;
}
