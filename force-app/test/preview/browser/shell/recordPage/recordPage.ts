import { api, LightningElement } from 'lwc';
import { components, pages } from '@preview/pages';

interface ObjectInfo {
  readonly label: string;
  readonly nameFields: readonly string[];
  readonly fields: Readonly<Record<string, { readonly apiName: string; readonly label: string }>>;
}
interface RecordData {
  readonly fields: Readonly<
    Record<
      string,
      { readonly value: string | number | boolean | null; readonly displayValue: string | null }
    >
  >;
}
const API = '/services/data/v66.0/ui-api';

async function read<T>(path: string): Promise<T> {
  const response = await fetch(API + path);
  if (!response.ok) throw new Error(`Status ${response.status}`);
  return (await response.json()) as T;
}

/** The record page of any object: its fields, and the components that the package lays out for it. */
export default class RecordPage extends LightningElement {
  @api objectName = '';
  title = '';
  objectLabel = '';
  failure = '';
  details: { label: string; key: string; value: string }[] = [];
  private shownId = '';

  @api
  get recordId(): string {
    return this.shownId;
  }
  set recordId(id: string) {
    this.shownId = id;
    this.load().catch((error: Error) => (this.failure = error.message));
  }

  get parts() {
    const page = pages.recordPages.find(({ object }) => object === this.objectName);
    return (page?.components ?? []).map((name) => ({ name, ctor: components[name] }));
  }

  private async load(): Promise<void> {
    const info = await read<ObjectInfo>(`/object-info/${this.objectName}`);
    const names = Object.keys(info.fields).map((name) => `${this.objectName}.${name}`);
    const record = await read<RecordData>(
      `/records/${this.shownId}?optionalFields=${names.join(',')}`,
    );
    const shown = (name: string): string =>
      record.fields[name]?.displayValue ?? String(record.fields[name]?.value ?? '');
    this.objectLabel = info.label;
    this.title = shown(info.nameFields[0] ?? 'Name');
    this.details = Object.values(info.fields)
      .map(({ apiName, label }) => ({ label, key: `${apiName} value`, value: shown(apiName) }))
      .filter(({ value }) => value !== '');
  }
}
