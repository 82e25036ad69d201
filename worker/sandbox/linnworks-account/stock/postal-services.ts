import type { Ids } from '../state/ids.ts';

export interface PostalService {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  /** What a channel may call it. */
  readonly tag: string;
  readonly code: string;
  readonly trackingRequired: boolean;
}

const service = (
  id: string,
  vendor: string,
  name: string,
  tag: string,
  code: string,
  trackingRequired: boolean,
): PostalService => ({ id, vendor, name, tag, code, trackingRequired });

const KNOWN: readonly PostalService[] = [
  service('0c1d6f2e-1111-4a6b-8e01-5f0a7c3b9d01', 'Default', 'Default', '', '', false),
  service(
    '0c1d6f2e-2222-4a6b-8e01-5f0a7c3b9d02',
    'Royal Mail',
    'Royal Mail 24',
    'RM24',
    'CRL1',
    true,
  ),
  service(
    '0c1d6f2e-3333-4a6b-8e01-5f0a7c3b9d03',
    'Royal Mail',
    'Royal Mail 48',
    'RM48',
    'CRL2',
    true,
  ),
  service('0c1d6f2e-4444-4a6b-8e01-5f0a7c3b9d04', 'DPD', 'DPD Next Day', 'DPD-ND', '1^12', true),
  service('0c1d6f2e-5555-4a6b-8e01-5f0a7c3b9d05', 'UPS', 'UPS Standard', 'UPS-STD', '11', true),
];

/** The shipping services of the account. */
export class PostalServices {
  readonly #all = [...KNOWN];
  readonly #ids: Ids;

  constructor(ids: Ids) {
    this.#ids = ids;
  }

  all(): readonly PostalService[] {
    return this.#all;
  }

  byId(id: string): PostalService | undefined {
    return this.#all.find((known) => known.id === id);
  }

  byName(name: string): PostalService | undefined {
    const wanted = name.trim().toLowerCase();
    return wanted === ''
      ? undefined
      : this.#all.find((known) => known.name.toLowerCase() === wanted);
  }

  get default(): PostalService {
    return this.#all[0] as PostalService;
  }

  /** By the channel's tag, then by name, then created if that is wished, else the account's default. */
  choose(tag: string, name: string, create: boolean): PostalService {
    const wanted = tag.trim().toLowerCase();
    const tagged = this.#all.find(
      (known) =>
        wanted !== '' && [known.tag, known.name].some((text) => text.toLowerCase() === wanted),
    );
    return (
      tagged ?? this.byName(name) ?? (create && name !== '' ? this.#create(name) : this.default)
    );
  }

  #create(name: string): PostalService {
    const created = service(this.#ids.guid(), 'Default', name, '', '', false);
    this.#all.push(created);
    return created;
  }
}
