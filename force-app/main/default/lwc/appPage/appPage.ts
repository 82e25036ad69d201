import REQUEST from '@salesforce/schema/Linnworks_Sync_Request__c';

const PLAIN = 'Linnworks_Sync_Request__c';

/** The namespace in front of our names, with its two underscores; empty where the package is not installed as one. */
export const PREFIX = REQUEST.objectApiName.slice(0, -PLAIN.length);

/** A page of the app as the navigation service wants it: tabs carry the namespace of the package. */
export function appPage(name: string, state: Readonly<Record<string, string>> = {}) {
  return {
    type: 'standard__navItemPage',
    attributes: { apiName: `${PREFIX}${name}` },
    state: { ...state },
  };
}

/** What the URL says under the given name; empty when it says nothing. */
export function inUrl(
  page: { readonly state?: Readonly<Record<string, unknown>> } | null | undefined,
  name: string,
): string {
  const value = page?.state?.[`c__${name}`];
  return typeof value === 'string' ? value : '';
}

/** State of a URL; only names that begin with `c__` survive, and empty values are left out. */
export function urlState(values: Readonly<Record<string, string>>): Record<string, string> {
  const given = Object.entries(values).filter(([, value]) => value !== '');
  return Object.fromEntries(given.map(([name, value]) => [`c__${name}`, value]));
}
