/** Workspaces that are published, each after those that it imports. */
export const PACKAGES = ["sdk", "keeper"] as const;
