import { browser } from "./platform/browser.ts";
import { openSidePanel } from "./platform/side-panel.ts";

// Stateless: browsers end this page at will. Each open panel holds its own connection.
browser.action.onClicked.addListener((tab) => openSidePanel(tab.windowId));
