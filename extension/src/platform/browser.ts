import browser from "webextension-polyfill";

/** The one import of the polyfill, which throws outside an extension (unit tests alias it). */
export { browser };
