import { API, call } from './http.ts';

interface RecordInput {
  readonly apiName?: string;
  readonly fields: Record<string, unknown>;
}

export const createRecord = (input: RecordInput): Promise<{ id: string }> =>
  call('POST', `${API}/ui-api/records`, input);

export async function updateRecord({ fields }: RecordInput): Promise<{ id: string }> {
  const { Id, ...rest } = fields;
  return call('PATCH', `${API}/ui-api/records/${String(Id as string)}`, { fields: rest });
}
