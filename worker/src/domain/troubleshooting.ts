import { ERROR_CODES, type ErrorCode, type KnownCode } from './error-codes.ts';
import { ERROR_SENTENCES } from './error-sentences.ts';
import { toLabel, withLabels } from './label-file.ts';

const RETRY: Readonly<Record<ErrorCode['retry'], string>> = {
  later: 'by itself, until it works',
  'when-changed': 'when something was corrected, or on Retry',
  never: 'not: it is a fact to know',
};

const KINDS: readonly { readonly kind: ErrorCode['kind']; readonly means: string }[] = [
  { kind: 'data', means: 'a value of the record; whoever owns the record corrects it' },
  { kind: 'config', means: 'a setting, a mapping or a permission; an admin corrects it' },
  { kind: 'conflict', means: 'the two systems disagree; a person decides' },
  { kind: 'transient', means: 'a system or a connection; it heals by itself' },
  { kind: 'throttled', means: 'a quota; it goes on when the quota is free again' },
  { kind: 'auth', means: 'a login; the connector tries on, an admin checks the credentials' },
  { kind: 'defect', means: 'the connector itself; its makers correct it' },
];

const CODES = Object.entries(ERROR_CODES) as [KnownCode, ErrorCode][];

function section({ kind, means }: (typeof KINDS)[number]): string[] {
  const rows = CODES.filter(([, code]) => code.kind === kind).map(
    ([code, { whatToDo, retry }]) =>
      `| \`${code}\` | ${ERROR_SENTENCES[code]} | ${whatToDo} | ${RETRY[retry]} |`,
  );
  if (rows.length === 0) return [];
  const head = ['| code | what is wrong | what to do | tried again |', '| --- | --- | --- | --- |'];
  return [`## ${kind}: ${means}`, '', ...head, ...rows, ''];
}

/** The troubleshooting page: every code that a person can meet. */
export function renderTroubleshooting(): string {
  return [
    '# Troubleshooting',
    '',
    'Generated from `worker/src/domain/error-codes.ts` and `error-sentences.ts` by `npm run generate`.',
    '',
    'Every error carries one of these codes and a trace ID. Paste the trace ID into the search of the Linnworks app to see',
    'what happened to the record, step by step.',
    '',
    ...KINDS.flatMap(section),
  ].join('\n');
}

const OWN = /^Linnworks_(?:Error|Advice)_/;

const labelName = (prefix: 'Error' | 'Advice', code: string): string =>
  `Linnworks_${prefix}_${code
    .split('_')
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join('_')}`;

/** The label file with two labels for each code (what is wrong, what to do), which admins can translate; all labels sorted by name. */
export function renderErrorLabels(current: string): string {
  const own = CODES.flatMap(([code, { whatToDo }]) => [
    toLabel(labelName('Error', code), `What ${code} means`, ERROR_SENTENCES[code]),
    toLabel(labelName('Advice', code), `What to do about ${code}`, whatToDo),
  ]);
  return withLabels(current, OWN, own);
}

/** A module of the screens with the meaning (`Error`) or the advice (`Advice`) of each code, from those labels. */
export function renderErrorHelp(prefix: 'Error' | 'Advice'): string {
  const imports = CODES.map(
    ([code]) => `import ${code} from '@salesforce/label/c.${labelName(prefix, code)}';`,
  );
  const names = CODES.map(([code]) => `  ${code},`);
  return [
    '/* Renewed by `npm run generate`: one label for each code. */',
    ...imports,
    '',
    `export const ${prefix === 'Error' ? 'MEANINGS' : 'ADVICE'}: Readonly<Record<string, string>> = {`,
    ...names,
    '};',
    '',
  ].join('\n');
}
