import { api, LightningElement } from 'lwc';
import { LABELS as label } from './labels';

/** A setting as the form shows it. `choice` and `pick` take one of the options, `pick` may also be empty. */
export interface SettingField {
  /** Our own name, without the namespace: `Default_Location__c`. */
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'number' | 'yes or no' | 'choice' | 'pick';
  readonly options?: readonly string[];
  /** What holds while nothing is set. */
  readonly otherwise?: string;
}
export type SettingValue = string | number | boolean | null;
export type SettingValues = Readonly<Record<string, SettingValue>>;

/** A few settings to look at and, with the right to edit them, to change. Fires `save` with what was changed. */
export default class SettingsForm extends LightningElement {
  label = label;
  @api fields: readonly SettingField[] = [];
  @api mayEdit = false;
  @api isSaving = false;
  /** What the last save said; empty: nothing yet. */
  @api message = '';
  private saved: SettingValues = {};
  private typed: SettingValues = {};

  @api
  get values(): SettingValues {
    return this.saved;
  }
  set values(values: SettingValues) {
    this.saved = values;
    // What was typed and is now saved is no change any more.
    const open = Object.entries(this.typed).filter(([name, value]) => values[name] !== value);
    this.typed = Object.fromEntries(open);
  }

  get isLocked(): boolean {
    return !this.mayEdit;
  }
  get isDisabled(): boolean {
    return this.isLocked || this.isSaving;
  }
  get cannotSave(): boolean {
    return this.isSaving || Object.keys(this.typed).length === 0;
  }
  get saveLabel(): string {
    return this.isSaving ? label.saving : label.save;
  }

  get shown() {
    return this.fields.map((field) => {
      const value = this.typed[field.name] ?? this.saved[field.name] ?? null;
      const isList = field.kind === 'choice' || field.kind === 'pick';
      const known = field.options ?? [];
      // A value that Linnworks no longer has stays visible: it is what is wrong.
      const own =
        typeof value === 'string' && value !== '' && !known.includes(value) ? [value] : [];
      const none = field.kind === 'pick' ? [{ label: label.none, value: '' }] : [];
      return {
        ...field,
        placeholder: field.otherwise ?? '',
        isTicked: field.kind === 'yes or no',
        isList: isList && known.length + own.length > 0,
        checked: value === true,
        value: value === null ? '' : String(value),
        type: field.kind === 'number' ? 'number' : 'text',
        list: [...none, ...[...own, ...known].map((one) => ({ label: one, value: one }))],
      };
    });
  }

  handleChange(event: CustomEvent<{ value?: string; checked?: boolean }>): void {
    const { name = '' } = (event.currentTarget as HTMLElement).dataset;
    const kind = this.fields.find((field) => field.name === name)?.kind;
    const { value = '', checked = false } = event.detail;
    const next: SettingValue =
      kind === 'yes or no'
        ? checked
        : kind === 'number'
          ? value === ''
            ? null
            : Number(value)
          : value;
    const rest = Object.fromEntries(Object.entries(this.typed).filter(([key]) => key !== name));
    const isSame = (this.saved[name] ?? (kind === 'yes or no' ? false : '')) === next;
    this.typed = isSame ? rest : { ...rest, [name]: next };
  }
  handleSave(): void {
    this.dispatchEvent(new CustomEvent('save', { detail: { values: { ...this.typed } } }));
  }
}
