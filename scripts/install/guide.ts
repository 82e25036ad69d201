/** What a reader of the guide types or fills in, in its order. */
export interface GuideStep {
  readonly kind: 'command' | 'settings';
  readonly text: string;
}

const BLOCK = /^```(bash|dotenv)\n([\s\S]*?)^```$/gm;

/** Commands (one a line) and blocks of settings of a page. */
export function readGuide(markdown: string): GuideStep[] {
  return [...markdown.matchAll(BLOCK)].flatMap(([, kind, inside = '']): GuideStep[] =>
    kind === 'dotenv'
      ? [{ kind: 'settings', text: inside }]
      : inside
          .trim()
          .split('\n')
          .map((text) => ({ kind: 'command', text })),
  );
}

/** The two commands by which the worker's guide saves a PostgreSQL and brings it back. */
export function readBackup(markdown: string): { dump: string; restore: string } {
  const [dump, restore] = ['pg_dump', 'pg_restore'].map(
    (tool) => new RegExp(`\`(${tool} [^\`]+)\``).exec(markdown)?.[1],
  );
  if (dump === undefined || restore === undefined)
    throw new Error('The guide of the worker names no pg_dump or no pg_restore');
  return { dump, restore };
}
