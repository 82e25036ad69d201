interface PageReference {
  readonly type: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly state?: Readonly<Record<string, unknown>>;
}

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');
const text = (value: unknown, otherwise: string): string =>
  typeof value === 'string' ? value : otherwise;

function queryOf(state: Readonly<Record<string, unknown>> = {}): string {
  const given = Object.entries(state).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(given.map(([name, value]) => [name, text(value, '')]));
  return given.length === 0 ? '' : `?${query.toString()}`;
}

/** Lightning Experience's own addresses, behind a hash so that one page serves them all. */
export function toUrl(reference: PageReference): string {
  const url = addressOf(reference);
  return url.startsWith('#') ? url + queryOf(reference.state) : url;
}

function addressOf({ type, attributes = {} }: PageReference): string {
  switch (type) {
    case 'standard__recordPage':
      return `#/lightning/r/${text(attributes['objectApiName'], 'Order')}/${text(attributes['recordId'], '')}/view`;
    case 'standard__objectPage':
      return `#/lightning/o/${text(attributes['objectApiName'], 'Order')}/list`;
    case 'standard__navItemPage':
      return `#/lightning/n/${text(attributes['apiName'], 'Linnworks_Home')}`;
    case 'standard__webPage':
      return text(attributes['url'], '#');
    default:
      throw new Error(`The preview does not know pages of type ${type}`);
  }
}

export function fromUrl(hash: string): PageReference {
  const [address = '', query = ''] = hash.replace(/^#/, '').split('?');
  const [, , kind, name, id] = address.split('/');
  const state = Object.fromEntries(new URLSearchParams(query));
  if (kind === 'r')
    return {
      type: 'standard__recordPage',
      attributes: { objectApiName: name, recordId: id },
      state,
    };
  if (kind === 'o')
    return { type: 'standard__objectPage', attributes: { objectApiName: name }, state };
  return {
    type: 'standard__navItemPage',
    attributes: { apiName: name ?? 'Linnworks_Home' },
    state,
  };
}

type Constructor = new (...args: never[]) => object;

export function NavigationMixin(Base: Constructor): Constructor {
  return class extends Base {
    [Navigate](reference: PageReference, replace = false): void {
      const url = toUrl(reference);
      if (reference.type === 'standard__webPage') window.open(url, '_blank', 'noopener');
      else if (replace) location.replace(url);
      else location.assign(url);
    }

    [GenerateUrl](reference: PageReference): Promise<string> {
      return Promise.resolve(toUrl(reference));
    }
  };
}
NavigationMixin.Navigate = Navigate;
NavigationMixin.GenerateUrl = GenerateUrl;

export class CurrentPageReference {
  private readonly emit: (value: PageReference) => void;
  private readonly listener = (): void => this.emit(fromUrl(location.hash));

  constructor(emit: (value: PageReference) => void) {
    this.emit = emit;
  }

  update(): void {
    // It has no configuration.
  }

  connect(): void {
    window.addEventListener('hashchange', this.listener);
    this.listener();
  }

  disconnect(): void {
    window.removeEventListener('hashchange', this.listener);
  }
}
