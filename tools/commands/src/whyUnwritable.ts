import { dirname } from "node:path";

/** Why a path could not be opened for writing, in words. */
export function whyUnwritable(path: string, error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  switch (code) {
    case "EISDIR":
      return "it is a folder";
    case "ENOENT":
      return `there is no folder ${dirname(path)}`;
    case "ENOTDIR":
    case "EEXIST":
      return "a part of the path is a file";
    case "EACCES":
    case "EPERM":
      return "this user may not write there";
    case "EROFS":
      return "the file system is read-only";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
