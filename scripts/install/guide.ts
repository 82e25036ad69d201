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
