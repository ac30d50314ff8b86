import { authRoutes } from "./auth/routes.ts";
import { organizationRoutes } from "./organizations/routes.ts";
import { propertyRoutes } from "./properties/routes.ts";
import { tagRoutes } from "./tags/routes.ts";

/** Every feature's routes, mounted under /api. */
export const routers = [authRoutes, organizationRoutes, propertyRoutes, tagRoutes];
