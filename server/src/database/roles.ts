/** The role the server works as: owns nothing, cannot bypass row-level security. */
export const appRole = "tagalong_app";

/** The setting that opens one organization's rows for the length of a transaction. */
export const organizationSetting = "tagalong.organization_id";
