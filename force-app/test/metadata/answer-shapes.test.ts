import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { PACKAGE } from './metadata-file.ts';

it('has the same answer shapes in the screens as in the worker', () => {
  const worker = readFileSync(path.join(PACKAGE, '../../../worker/src/domain/answers.ts'), 'utf8');
  const copy = readFileSync(path.join(PACKAGE, 'lwc/answerShapes/answerShapes.ts'), 'utf8');
  const [, body = ''] =
    /^\/\* A copy of .*? \*\/\n([\s\S]*)\n\/\* End of the copy\. \*\/\n/.exec(copy) ?? [];
  expect(body.trimEnd()).toBe(worker.trimEnd());
});
