const megabyte = 1024 * 1024;

/** How much more memory this process takes at most while work is done, in MB. */
export async function watchMemory<T>(work: () => Promise<T>): Promise<{ result: T; more: number }> {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  try {
    const result = await work();
    return { result, more: Math.round((most - before) / megabyte) };
  } finally {
    clearInterval(timer);
  }
}
