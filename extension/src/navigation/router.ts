import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Platform } from "../platform/platform.ts";
import { strictContext } from "../ui/strict-context.ts";

/** The address of the page: below /admin on the web, after the # in the extension. */
export class Router {
  readonly #paths: Platform["paths"];
  readonly #leave: (path: string) => boolean;
  readonly #address = signal("/");

  /** The path without its query, always beginning with a slash. */
  readonly path: ReadonlySignal<string> = computed(() => this.#address.value.split("?")[0] ?? "/");
  readonly query: ReadonlySignal<URLSearchParams> = computed(
    () => new URLSearchParams(this.#address.value.split("?")[1] ?? ""),
  );

  constructor({ paths, face, openWorkspace }: Pick<Platform, "paths" | "face" | "openWorkspace">) {
    this.#paths = paths;
    // The panel shows conversations; everything else opens in the workspace.
    this.#leave = (path) => {
      if (face !== "panel" || /^\/(conversations|$)/.test(path)) return false;
      openWorkspace(path);
      return true;
    };
    this.#address.value = this.#read();
  }

  /** Follows links and the back button. */
  listen(): () => void {
    const read = () => (this.#address.value = this.#read());
    addEventListener("popstate", read);
    addEventListener("click", this.#followLink);
    return () => {
      removeEventListener("popstate", read);
      removeEventListener("click", this.#followLink);
    };
  }

  href(path: string): string {
    return this.#paths.hash ? `#${path}` : this.#paths.base + path;
  }

  go(path: string, { replace = false } = {}): void {
    if (path === this.#address.peek() || this.#leave(path)) return;
    if (replace) history.replaceState(null, "", this.href(path));
    else history.pushState(null, "", this.href(path));
    this.#address.value = path;
  }

  #read(): string {
    if (this.#paths.hash) return location.hash.slice(1) || "/";
    const path = location.pathname.slice(this.#paths.base.length) || "/";
    return path + location.search;
  }

  /** Plain clicks on links inside the app stay inside it. */
  readonly #followLink = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const path = link && !link.target ? this.#pathOf(link) : null;
    if (path === null) return;
    event.preventDefault();
    this.go(path);
  };

  #pathOf(link: HTMLAnchorElement): string | null {
    if (link.origin !== location.origin) return null;
    if (this.#paths.hash) return link.hash.startsWith("#/") ? link.hash.slice(1) : null;
    if (!link.pathname.startsWith(`${this.#paths.base}/`)) return null;
    return link.pathname.slice(this.#paths.base.length) + link.search;
  }
}

export const [RouterProvider, useRouter] = strictContext<Router>("Router");
