/** Roles that the commands of guardian and admin need. Anyone may carry out what is due. */
export type AdminRole = "proposer" | "guardian" | "anyone";
