import { browser } from "./browser.ts";

/**
 * Opens the panel of a tab's window. Browsers demand the user's gesture, so nothing may be awaited
 * before. The polyfill does not know Chromium's sidePanel; Firefox has its sidebar instead.
 */
export function openSidePanel(windowId: number | undefined): void {
  if (typeof chrome !== "undefined" && chrome.sidePanel && windowId !== undefined) {
    void chrome.sidePanel.open({ windowId });
  } else {
    void browser.sidebarAction.open();
  }
}
