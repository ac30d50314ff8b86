import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { AppEnv } from "./env.ts";

const common = {
  crossOriginOpenerPolicy: "same-origin",
  referrerPolicy: "same-origin",
  xFrameOptions: "DENY",
  // Whether a host is reached by TLS only is for whoever ends TLS to say.
  strictTransportSecurity: false,
  xXssProtection: false,
} as const;

const nothing = {
  defaultSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};

/** JSON: nothing in it may be run or framed; readable from the extension's origin. */
export const apiHeaders: MiddlewareHandler<AppEnv> = secureHeaders({
  ...common,
  crossOriginResourcePolicy: "cross-origin",
  contentSecurityPolicy: nothing,
});

/**
 * Our own pages: everything from here, no inline style, no eval, and no inline script but those
 * whose hashes are given.
 */
export const pageHeaders = (...scripts: string[]): MiddlewareHandler<AppEnv> =>
  secureHeaders({
    ...common,
    contentSecurityPolicy: {
      ...nothing,
      scriptSrc: ["'self'", ...scripts],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", "data:", "blob:"],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      workerSrc: ["'self'"],
    },
  });

/** Files that other people's sites embed. */
export const embeddedHeaders: MiddlewareHandler<AppEnv> = secureHeaders({
  ...common,
  crossOriginResourcePolicy: "cross-origin",
});
