/**
 * Calls back with the signal that asks this program to end. A SIGTERM to `npm start` kills only the
 * shell in between, which tells nobody; so under npm the loss of the parent counts as one.
 */
export function whenAskedToEnd(callback) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => callback(signal));
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === undefined) return;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    callback("SIGTERM");
  }, 500);
  watch.unref();
}
