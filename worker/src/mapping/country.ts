export interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  readonly name: string;
}

/**
 * Names in use that the tables of Unicode do not give for the code, the official ones of ISO 3166 (which Salesforce's
 * country picklists use) among them. XK is what carriers use for Kosovo.
 */
const ALIASES: Readonly<Record<string, string>> = {
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  'united states of america': 'US',
  usa: 'US',
  uae: 'AE',
  holland: 'NL',
  'czech republic': 'CZ',
  turkey: 'TR',
  macedonia: 'MK',
  'hong kong': 'HK',
  macau: 'MO',
  'republic of ireland': 'IE',
  eire: 'IE',
  korea: 'KR',
  'korea, republic of': 'KR',
  "korea, democratic people's republic of": 'KP',
  russia: 'RU',
  'russian federation': 'RU',
  'viet nam': 'VN',
  'ivory coast': 'CI',
  'cabo verde': 'CV',
  'east timor': 'TL',
  swaziland: 'SZ',
  'bolivia, plurinational state of': 'BO',
  'brunei darussalam': 'BN',
  'congo, the democratic republic of the': 'CD',
  'democratic republic of the congo': 'CD',
  'republic of the congo': 'CG',
  'holy see (vatican city state)': 'VA',
  'iran, islamic republic of': 'IR',
  "lao people's democratic republic": 'LA',
  'moldova, republic of': 'MD',
  palestine: 'PS',
  'syrian arab republic': 'SY',
  'taiwan, province of china': 'TW',
  'tanzania, united republic of': 'TZ',
  'venezuela, bolivarian republic of': 'VE',
  'virgin islands, british': 'VG',
  'virgin islands, u.s.': 'VI',
};

/** Case, accents, punctuation, `and`, `the` and the spelling of Saint make no difference. */
const fold = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[.'’]/g, '')
    .replace(/[^\p{L}]+/gu, ' ')
    .replace(/\bsaint\b/g, 'st')
    .replace(/\b(?:and|the)\b/g, ' ')
    .replace(/ +/g, ' ')
    .trim();

/** `Myanmar (Burma)` is also known by each of its names. */
const spellings = (name: string): string[] => [name, ...name.split(/[()]/)];

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
  const long = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const short = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none', style: 'short' });
  const byName = new Map<string, string>();
  const byCode = new Map<string, string>();
  for (const code of ALPHABET.flatMap((a) => ALPHABET.map((b) => a + b))) {
    const name = NOT_COUNTRIES.has(code) ? undefined : long.of(code);
    if (name === undefined) continue;
    byCode.set(code, name);
    for (const spelling of [...spellings(name), short.of(code) ?? ''])
      if (spelling.trim() !== '') byName.set(fold(spelling), code);
  }
  for (const [name, code] of Object.entries(ALIASES)) byName.set(fold(name), code);
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
