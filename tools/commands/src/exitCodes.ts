/** Exit codes of every command. A command that ends by a signal has that signal's code, as in every shell. */
export const EXIT = {
  ok: 0, // the command did its work, and found nothing wrong
  failed: 1, // a check failed, a difference was found, or the run broke
  unusable: 2, // options, files, data or the node cannot be used: somebody has to change an input first
  cut: 141, // nobody reads the output any more, as after `| head`
} as const;
