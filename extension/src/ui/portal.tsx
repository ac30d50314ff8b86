import type { ComponentChildren } from "preact";
import { createPortal } from "preact/compat";

/** Draws at the end of the page, above everything. (The one of @zag-js/preact 1.44 calls React.) */
export function Portal({ children }: { children: ComponentChildren }) {
  return createPortal(<>{children}</>, document.body);
}
