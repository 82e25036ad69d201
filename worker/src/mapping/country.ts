export interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  readonly name: string;
}

/** Names in use that the tables of Unicode do not give for the code. XK is what carriers use for Kosovo. */
const ALIASES: Readonly<Record<string, string>> = {
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  'united states of america': 'US',
  usa: 'US',
  holland: 'NL',
  'the netherlands': 'NL',
  'czech republic': 'CZ',
  turkey: 'TR',
  macedonia: 'MK',
  'hong kong': 'HK',
  macau: 'MO',
  'republic of ireland': 'IE',
  eire: 'IE',
  korea: 'KR',
  russia: 'RU',
  vietnam: 'VN',
  'ivory coast': 'CI',
};

const fold = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();

const ALPHABET = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Codes that Unicode names but that are no destinations. */
const NOT_COUNTRIES = new Set([
  'EU',
  'EZ',
  'UN',
  'QO',
  'XA',
  'XB',
  'ZZ',
  'AC',
  'CP',
  'CQ',
  'DG',
  'EA',
  'IC',
  'TA',
  'SU',
  'DD',
  'YU',
  'FX',
  'UK',
  'BU',
  'CS',
  'NT',
  'TP',
  'ZR',
  'YD',
  'VD',
  'HV',
  'DY',
  'RH',
  'AN',
]);

function buildTable(): { byName: Map<string, string>; byCode: Map<string, string> } {
  const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const byName = new Map<string, string>();
  const byCode = new Map<string, string>();
  for (const code of ALPHABET.flatMap((a) => ALPHABET.map((b) => a + b))) {
    const name = NOT_COUNTRIES.has(code) ? undefined : english.of(code);
    if (name === undefined) continue;
    byCode.set(code, name);
    byName.set(fold(name), code);
  }
  for (const [name, code] of Object.entries(ALIASES)) byName.set(name, code);
  return { byName, byCode };
}

const { byName, byCode } = buildTable();

/** The country that a name or an ISO code means; null when it means none. Case, accents and punctuation do not matter. */
export function findCountry(text: string): Country | null {
  const upper = text.trim().toUpperCase();
  const code = byCode.has(upper) ? upper : byName.get(fold(text));
  const name = code === undefined ? undefined : byCode.get(code);
  return code === undefined || name === undefined ? null : { code, name };
}
