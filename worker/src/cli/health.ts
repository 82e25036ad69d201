/** Exit 0 when the worker on this machine is ready, else 1: the health check of the container. */
const port = process.env['HTTP_PORT'] ?? process.env['PORT'] ?? '8080';
const isReady = await fetch(`http://127.0.0.1:${port}/ready`)
  .then(({ ok }) => ok)
  .catch(() => false);
process.exit(isReady ? 0 : 1);
