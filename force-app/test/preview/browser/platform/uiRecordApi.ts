import { API, call } from './http.ts';
import { ReadingAdapter } from './wire-adapter.ts';

interface RecordInput {
  readonly apiName?: string;
  readonly fields: Record<string, unknown>;
}
type Field = string | { readonly objectApiName: string; readonly fieldApiName: string };
interface RecordConfig {
  readonly recordId?: string;
  readonly fields?: readonly Field[];
  readonly optionalFields?: readonly Field[];
}

export const createRecord = (input: RecordInput): Promise<{ id: string }> =>
  call('POST', `${API}/ui-api/records`, input);

const RECORDS_CHANGED = 'preview:recordschanged';

export async function updateRecord({ fields }: RecordInput): Promise<{ id: string }> {
  const { Id, ...rest } = fields;
  const id = String(Id);
  const updated = await call<{ id: string }>('PATCH', `${API}/ui-api/records/${id}`, {
    fields: rest,
  });
  window.dispatchEvent(new CustomEvent(RECORDS_CHANGED));
  return updated;
}

const named = (field: Field): string =>
  typeof field === 'string' ? field : `${field.objectApiName}.${field.fieldApiName}`;
const listed = (name: string, fields: readonly Field[] | undefined): string[] =>
  fields === undefined || fields.length === 0 ? [] : [`${name}=${fields.map(named).join(',')}`];

/** Reads again when a record was changed through this module, as Lightning Data Service does. */
export class getRecord extends ReadingAdapter<RecordConfig> {
  private readonly again = (): void => void this.load();

  override connect(): void {
    window.addEventListener(RECORDS_CHANGED, this.again);
    super.connect();
  }
  override disconnect(): void {
    window.removeEventListener(RECORDS_CHANGED, this.again);
    super.disconnect();
  }

  protected read({ recordId, fields, optionalFields }: RecordConfig): Promise<unknown> | null {
    const asked = [...listed('fields', fields), ...listed('optionalFields', optionalFields)];
    if (!recordId || asked.length === 0) return null;
    return call('GET', `${API}/ui-api/records/${recordId}?${asked.join('&')}`);
  }
}

interface RecordData {
  readonly fields: Readonly<Record<string, { readonly value: unknown }>>;
}
export const getFieldValue = (record: RecordData | undefined, field: Field): unknown =>
  record?.fields[named(field).split('.').at(-1) ?? '']?.value;
