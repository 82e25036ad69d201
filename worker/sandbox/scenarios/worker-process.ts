import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, readFileSync, type WriteStream } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

const MAIN = path.resolve(import.meta.dirname, '../../src/main.ts');
const READY_WITHIN_MS = 60_000;
/** As on Heroku and in the container, so that memory is measured as it will be. A test compares them. */
const NODE_FLAGS = ['--max-semi-space-size=8', '--max-old-space-size=256'];
const MEMORY_ENV = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_TRIM_THRESHOLD_: '131072',
  MALLOC_MMAP_THRESHOLD_: '131072',
};

/** The real worker in a process of its own, so that it can be killed like one. */
export interface WorkerProcess {
  readonly logFile: string;
  /** SIGTERM and wait: resolves with the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL: nothing of it gets a chance to tidy up. */
  kill(): Promise<void>;
  /** Starts it again with the same settings and the same store. */
  start(): Promise<void>;
  /** Runs another program with the same settings to its end. */
  run(main: string, args: readonly string[]): Promise<{ code: number; output: string }>;
  readonly running: boolean;
  /** Resident memory in bytes, as its own metrics tell it. */
  memory(): Promise<number>;
  /** The most it was since it was started, where the system tells (Linux); else as much as it is now. */
  peakMemory(): Promise<number>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port');
  return address.port;
}

async function isReady(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/ready`);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

function exited(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

async function waitUntilReady(child: ChildProcess, port: number, logFile: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await isReady(port))) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`The worker ended while starting; its log is ${logFile}`);
    if (Date.now() > deadline) throw new Error(`The worker is not ready; its log is ${logFile}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function launch(
  main: string,
  env: Record<string, string>,
  port: number,
  log: WriteStream,
): ChildProcess {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', ...NODE_FLAGS, main],
    {
      env: {
        ...MEMORY_ENV,
        PATH: process.env.PATH ?? '',
        HOME: process.env.HOME ?? '',
        ...env,
        HTTP_PORT: String(port),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  return child;
}

/** In bytes; null where nobody keeps it. */
function highWaterMark(pid: number | undefined): number | null {
  try {
    const status = readFileSync(`/proc/${pid ?? 0}/status`, 'utf8');
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}

function runProgram(main: string, args: readonly string[], env: Record<string, string>) {
  const settings = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env };
  const options = { env: settings, maxBuffer: 256 * 2 ** 20 };
  const argv = ['--disable-warning=ExperimentalWarning', main, ...args];
  return new Promise<{ code: number; output: string }>((resolve) => {
    execFile(process.execPath, argv, options, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error === null ? 0 : 1;
      resolve({ code, output: `${stdout}${stderr}` });
    });
  });
}

/**
 * Starts `worker/src/main.ts` with nothing but the given settings and waits until it says it is ready.
 * @param main another program that starts the same worker, with another clock for instance.
 * @throws Error naming the log file when it does not become ready within a minute.
 */
export async function startWorkerProcess(
  env: Record<string, string>,
  logFile: string,
  main = MAIN,
): Promise<WorkerProcess> {
  const log = createWriteStream(logFile, { flags: 'a' });
  const port = await freePort();
  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    child = launch(main, env, port, log);
    await waitUntilReady(child, port, logFile);
  };
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child === null) return null;
    child.kill(signal);
    const code = await exited(child);
    child = null;
    return code;
  };
  const memory = async (): Promise<number> => {
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    return Number(/^process_resident_memory_bytes (\S+)$/m.exec(metrics)?.[1]);
  };
  await start();
  return {
    logFile,
    start,
    stop: () => end('SIGTERM'),
    kill: async () => {
      await end('SIGKILL');
    },
    run: (program, args) => runProgram(program, args, env),
    memory,
    peakMemory: async () => highWaterMark(child?.pid) ?? (await memory()),
    get running() {
      return child !== null && child.exitCode === null && child.signalCode === null;
    },
  };
}
