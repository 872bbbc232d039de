const SECOND = 1000; // {ms}

/** Does long work, and shows its title with the elapsed time: on a terminal only, and gone when the work has ended. */
export async function showElapsed<result>(
  title: string,
  work: () => Promise<result>,
  terminal: NodeJS.WriteStream = process.stderr,
): Promise<result> {
  if (!terminal.isTTY) return work();
  const startedAt = performance.now();
  const show = (): void => {
    const seconds = Math.round((performance.now() - startedAt) / SECOND);
    terminal.write(`\r${title}, ${seconds} s`);
  };
  show();
  const timer = setInterval(show, SECOND);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    terminal.write("\r\u001B[K");
  }
}
