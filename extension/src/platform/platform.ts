/** Small values that outlive the page: accounts and preferences. */
export type Storage = {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
};

/** What differs between the workspace at /admin and the extension's two pages. */
export type Platform = {
  kind: "web" | "extension";
  face: "workspace" | "panel";
  storage: Storage;
  /** Where the server is: this page's own origin on the web, known by pairing in the extension. */
  serverUrl: string | null;
  /** Paths as `/admin/…` on the web; after the # in the extension, whose pages are files. */
  paths: { base: string; hash: boolean };
  openTab(url: string): void;
  /** The full workspace, opened at a path; only the panel offers it. */
  openWorkspace(path: string): void;
};
