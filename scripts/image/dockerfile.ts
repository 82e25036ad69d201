/** One line of a Dockerfile that does something. */
export interface Instruction {
  readonly word: string;
  readonly rest: string;
}

export interface Stage {
  readonly name: string;
  readonly instructions: readonly Instruction[];
}

/** Reads the few forms that this project's Dockerfile uses; anything else is an error, not a guess. */
export function readDockerfile(text: string): Stage[] {
  const stages: { name: string; instructions: Instruction[] }[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, word = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (word === '' || rest.endsWith('\\')) throw new Error(`Dockerfile: cannot read "${line}"`);
    if (word === 'FROM')
      stages.push({ name: / AS (\S+)/.exec(rest)?.[1] ?? 'last', instructions: [] });
    else stages.at(-1)?.instructions.push({ word, rest });
  }
  return stages;
}

/** Whether `.dockerignore` lets a path into the build; the last pattern that fits decides. */
export function isSent(patterns: readonly string[], file: string): boolean {
  let sent = true;
  for (const pattern of patterns) {
    const isException = pattern.startsWith('!');
    const plain = isException ? pattern.slice(1) : pattern;
    const source = plain
      .split('**/')
      .map((part) => part.replaceAll('.', '\\.').replaceAll('*', '[^/]*'))
      .join('(?:.*/)?');
    if (new RegExp(`^${source}(?:/.*)?$`).test(file)) sent = isException;
  }
  return sent;
}
