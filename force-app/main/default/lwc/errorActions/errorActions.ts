import { api, LightningElement, wire } from 'lwc';
import { graphql, type GraphQLResult } from 'lightning/graphql';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { getRecord, updateRecord, type RecordData } from 'lightning/uiRecordApi';
import USER_ID from '@salesforce/user/Id';
import { nodesOf, text, type Connection } from 'c/nodeValues';
import { createSyncRequest, reasonOf, type RequestKind } from 'c/syncRequest';
import { LABELS as label } from './labels';
import { USERS } from './users-query';

/** What the actions need to know of the error. */
export interface ActedOn {
  readonly id: string;
  readonly status: string;
  readonly orderId: string | null;
  /** Record and `Object.Field` that the correction is about; null when it is not one field. */
  readonly correctId: string | null;
  readonly correctField: string | null;
}
type Form = 'correct' | 'ignore' | 'assign' | null;
interface UserData {
  readonly uiapi: { readonly query: { readonly users: Connection } };
}
interface Info {
  readonly fields: Readonly<
    Record<string, { readonly label: string; readonly updateable: boolean }>
  >;
}

/** Retry, correct and retry, ignore, assign. Each becomes a request record; fires `asked` with its key. */
export default class ErrorActions extends LightningElement {
  label = label;
  form: Form = null;
  typed = '';
  ownerId = '';
  message = '';
  isBusy = false;
  people: { label: string; value: string }[] = [];
  private about: ActedOn | null = null;
  private record: RecordData | undefined;
  private info: Info | undefined;

  @api
  get error(): ActedOn | null {
    return this.about;
  }
  set error(error: ActedOn | null) {
    const isOther = error?.id !== this.about?.id;
    this.about = error;
    if (!isOther) return;
    this.message = '';
    this.typed = '';
    this.record = undefined;
    // Whoever opens an error wants to mend it: where one field does that, it stands ready.
    this.form = this.mayCorrect ? 'correct' : null;
  }

  get mayRetry(): boolean {
    return this.about?.status === 'Open' || this.about?.status === 'Retrying';
  }
  get mayCorrect(): boolean {
    return this.mayRetry && Boolean(this.about?.correctId && this.about.correctField);
  }
  get isCorrecting(): boolean {
    return this.form === 'correct';
  }
  get isIgnoring(): boolean {
    return this.form === 'ignore';
  }
  get isAssigning(): boolean {
    return this.form === 'assign';
  }
  get hasNothingTyped(): boolean {
    return this.typed.trim() === '' || this.isBusy;
  }
  get hasNoOwner(): boolean {
    return this.ownerId === '' || this.isBusy;
  }

  /** The record is read with the user's own rights, only when somebody wants to correct it. */
  get correctId(): string | undefined {
    return this.isCorrecting ? (this.about?.correctId ?? undefined) : undefined;
  }
  get correctFields(): readonly string[] {
    return [this.about?.correctField ?? ''];
  }
  get correctObject(): string | undefined {
    return this.isCorrecting ? this.about?.correctField?.split('.')[0] : undefined;
  }
  private get fieldName(): string {
    return this.about?.correctField?.split('.')[1] ?? '';
  }

  @wire(getRecord, { recordId: '$correctId', optionalFields: '$correctFields' })
  wiredRecord({ data }: { data?: RecordData }): void {
    if (data === undefined) return;
    this.record = data;
    this.typed = this.before;
  }
  @wire(getObjectInfo, { objectApiName: '$correctObject' })
  wiredInfo({ data }: { data?: Info }): void {
    this.info = data;
  }
  get peopleVariables() {
    return this.isAssigning ? { search: `%${this.typed}%` } : undefined;
  }
  @wire(graphql, { query: USERS, variables: '$peopleVariables' })
  wiredPeople({ data, errors }: GraphQLResult<UserData>): void {
    if (errors && this.isAssigning) this.message = errors[0]?.message ?? label.unknown;
    if (data)
      this.people = nodesOf(data.uiapi.query.users).map((node) => ({
        label: text(node.Name),
        value: node.Id,
      }));
  }

  private get before(): string {
    return String(this.record?.fields[this.fieldName]?.value ?? '');
  }
  get fieldLabel(): string {
    return this.info?.fields[this.fieldName]?.label ?? this.fieldName;
  }
  get mayNotEdit(): boolean {
    return this.info !== undefined && this.info.fields[this.fieldName]?.updateable !== true;
  }
  get cannotSave(): boolean {
    return this.isBusy || this.record === undefined || this.typed === this.before;
  }

  handleForm(event: Event): void {
    const form = (event.currentTarget as HTMLElement).dataset.form as Form;
    this.form = this.form === form ? null : form;
    this.typed = this.isCorrecting ? this.before : '';
    this.ownerId = '';
    this.message = '';
  }
  handleTyped(event: CustomEvent<{ value?: string }>): void {
    this.typed = event.detail.value ?? '';
  }
  handleOwner(event: CustomEvent<{ value: string }>): void {
    this.ownerId = event.detail.value;
  }

  handleRetry(): Promise<void> {
    return this.ask('Retry');
  }
  handleIgnore(): Promise<void> {
    return this.ask('Ignore', { reason: this.typed.trim() });
  }
  handleAssign(): Promise<void> {
    return this.ask('Assign', { ownerId: this.ownerId });
  }
  handleAssignToMe(): Promise<void> {
    return this.ask('Assign', { ownerId: USER_ID });
  }

  /** The record is changed here, by the user; the worker audits the change and tries again. */
  async handleCorrect(): Promise<void> {
    const [recordId, field] = [this.about?.correctId ?? '', this.about?.correctField ?? ''];
    const { before, typed: after, fieldName } = this;
    const isNumber = typeof this.record?.fields[fieldName]?.value === 'number';
    this.isBusy = true;
    try {
      await updateRecord({
        fields: { Id: recordId, [fieldName]: isNumber ? Number(after) : after },
      });
      await this.ask('Correct', { recordId, field, before, after });
    } catch (error) {
      this.message = reasonOf(error, label.unknown);
    }
    this.isBusy = false;
  }

  private async ask(kind: RequestKind, detail?: object): Promise<void> {
    const { id = '', orderId = null } = this.about ?? {};
    this.isBusy = true;
    this.message = label.asking;
    try {
      const options = { errorId: id, orderId, ...(detail === undefined ? {} : { detail }) };
      const key = await createSyncRequest(kind, options);
      this.form = null;
      this.dispatchEvent(new CustomEvent('asked', { detail: { key } }));
    } catch (error) {
      this.message = reasonOf(error, label.unknown);
    }
    this.isBusy = false;
  }
}
