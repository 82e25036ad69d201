import { API, call } from './http.ts';
import { ReadingAdapter } from './wire-adapter.ts';

type Name = string | { readonly objectApiName: string };
const nameOf = (name: Name): string => (typeof name === 'string' ? name : name.objectApiName);

export class getObjectInfo extends ReadingAdapter<{ readonly objectApiName?: Name }> {
  protected read({ objectApiName }: { readonly objectApiName?: Name }): Promise<unknown> | null {
    if (objectApiName === undefined) return null;
    return call('GET', `${API}/ui-api/object-info/${nameOf(objectApiName)}`);
  }
}
