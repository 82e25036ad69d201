import type { Clock } from '../../domain/clock.ts';

/** What a person is told of a long piece of work. */
export interface Progress {
  /** 0 to 100. */
  readonly percent: number;
  /** One sentence, with the time that is left. */
  readonly message: string;
}

export interface LoadProgress {
  begin(phase: Phase, of: number): void;
  at(done: number): void;
  end(): void;
  current(): Progress | null;
}

const WORDS = {
  read: 'pages of stock read',
  write: 'stock levels written',
  orders: 'orders of the past read',
};
type Phase = keyof typeof WORDS;

function timeLeft(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  if (minutes <= 1) return 'about a minute left';
  return minutes < 120
    ? `about ${minutes} minutes left`
    : `about ${Math.round(minutes / 60)} hours left`;
}

/** How far the first load is, and how long it will take at the pace so far. */
export function createProgress(clock: Clock): LoadProgress {
  let now: { phase: Phase; of: number; done: number; from: number; at: number } | null = null;
  return {
    begin(phase, of) {
      if (now?.phase === phase && now.of === of) return;
      now = { phase, of, done: 0, from: -1, at: clock.now().getTime() };
    },
    at(done) {
      if (now === null) return;
      // A resumed load is judged by what it does now.
      if (now.from === -1) now.from = { read: done - 1, write: 0, orders: done }[now.phase];
      now.done = Math.max(now.done, done);
    },
    end() {
      now = null;
    },
    current() {
      if (now === null || now.of === 0) return null;
      const { phase, of, done, from, at } = now;
      const percent = Math.min(100, Math.round((done / of) * 10_000) / 100);
      const start = `${done.toLocaleString('en')} of ${of.toLocaleString('en')} ${WORDS[phase]}`;
      const moved = done - Math.max(0, from);
      if (moved <= 0) return { percent, message: `${start}.` };
      const left = ((clock.now().getTime() - at) / moved) * (of - done);
      return { percent, message: `${start}, ${timeLeft(left)}.` };
    },
  };
}
