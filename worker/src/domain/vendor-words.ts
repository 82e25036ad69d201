/** What a vendor tells by words alone: one status stands for several things, and no code tells them apart. */
export type Said = 'replay-refused' | 'channel-refused' | 'events-used-up' | 'calls-used-up';

interface Words {
  readonly pattern: RegExp;
  /** The whole text, as the vendor words it. */
  readonly text: string;
  readonly source: string;
}

const STREAMING = 'Streaming API developer guide, "Streaming API Error Codes"';

/**
 * The only place where a vendor's sentence is interpreted; everything else goes by status and code
 * (test/contract/vendor-words.test.ts). A vendor that words it anew is understood no worse than an unknown error: the
 * subscription is built again, the call is an error of its record.
 */
export const VENDOR_WORDS: Readonly<Record<Said, Words>> = {
  'replay-refused': {
    pattern: /\breplayId\b/i,
    text: '400::The replayId {number} you provided was invalid. Please provide a valid ID, -2 to replay all events, or -1 to replay only new events.',
    source: STREAMING,
  },
  'channel-refused': {
    pattern: /\b(the channel|create channel|restricted channel)\b/i,
    text: '400::The channel you requested to subscribe to does not exist {channel}; 403::Cannot create channel {channel}; 403::Restricted channel {channel}',
    source: STREAMING,
  },
  'events-used-up': {
    pattern: /\btotal events daily limit\b/i,
    text: '403::Organization total events daily limit exceeded',
    source: STREAMING,
  },
  'calls-used-up': {
    pattern: /quota exceeded/i,
    text: 'API calls quota exceeded! Maximum admitted 150 per Minute.',
    source:
      'Body of a refused call of the Linnworks API; its status is 429 as a rule, and not always',
  },
};

export const says = (said: Said, text: string): boolean => VENDOR_WORDS[said].pattern.test(text);
