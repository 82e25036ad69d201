const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** One custom label as it stands in the file of labels. */
export function toLabel(name: string, about: string, value: string): string {
  return [
    '    <labels>',
    `        <fullName>${name}</fullName>`,
    '        <categories>Linnworks</categories>',
    '        <language>en_US</language>',
    '        <protected>false</protected>',
    `        <shortDescription>${about}</shortDescription>`,
    `        <value>${escape(value)}</value>`,
    '    </labels>',
    '',
  ].join('\n');
}

/** The file of labels with those of a kind replaced by the given ones; all sorted by name. */
export function withLabels(current: string, kind: RegExp, labels: readonly string[]): string {
  const [, head = '', body = '', tail = ''] =
    /^(.*?<CustomLabels[^>]*>\n)(.*)(<\/CustomLabels>\s*)$/s.exec(current) ?? [];
  const nameOf = (block: string): string => /<fullName>(.*?)</.exec(block)?.[1] ?? '';
  const others = (body.match(/ {4}<labels>.*?<\/labels>\n/gs) ?? []).filter(
    (block) => !kind.test(nameOf(block)),
  );
  const sorted = [...others, ...labels].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  return head + sorted.join('') + tail;
}
