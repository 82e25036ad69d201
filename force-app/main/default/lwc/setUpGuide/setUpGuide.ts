import { LightningElement, wire } from 'lwc';
import { graphql, type GraphQLResult } from 'lightning/graphql';
import { CurrentPageReference, NavigationMixin, type PageReference } from 'lightning/navigation';
import { getObjectInfo, type ObjectInfo } from 'lightning/uiObjectInfoApi';
import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import REQUEST from '@salesforce/schema/Linnworks_Sync_Request__c';
import SETTINGS_OBJECT from '@salesforce/schema/Linnworks_Settings__c';
import { parseCheck, type CheckAnswer } from 'c/answerShapes';
import { appPage, inUrl, urlState } from 'c/appPage';
import { startTimer } from 'c/refreshTimer';
import type { RequestState } from 'c/requestWatcher';
import { accessOf, type Access, type ObjectInfoResult } from 'c/screenAccess';
import type { StateName } from 'c/screenState';
import type { SettingValues } from 'c/settingsForm';
import {
  isPassed,
  NO_PROGRESS,
  without,
  withStep,
  writeProgress,
  type Progress,
  type StepRecord,
} from 'c/setUpProgress';
import type { StepView } from 'c/setUpStep';
import type { StepItem } from 'c/setUpSteps';
import { createSyncRequest, reasonOf } from 'c/syncRequest';
import { apiName, toRecord } from './fields';
import { LABELS as label } from './labels';
import { SETTINGS } from './query';
import { readSetUp, stateOf, type SettingsData, type SetUp } from './read';
import { STEPS, type Step, type StepName } from './steps';
import { toItems, toView } from './step-items';

const TICK_SECONDS = 15;
const DEFAULT_KEY = 'Default';

/** Leads through the set-up, step by step; what is done is kept in the settings, so that anybody can go on. */
export default class SetUpGuide extends NavigationMixin(LightningElement) {
  label = label;
  /** Undefined until Salesforce has answered, null while nobody has begun. */
  setUp: SetUp | null | undefined;
  failure = '';
  access: Access = 'unknown';
  settingsAccess: Access = 'unknown';
  now = Date.now();
  isSaving = false;
  isLate = false;
  saveMessage = '';
  message = '';
  loadKey = '';
  private named = '';
  private progress: Progress = NO_PROGRESS;
  private answers: Readonly<Record<string, CheckAnswer>> = {};
  private info: ObjectInfo | undefined;
  private refresh: (() => Promise<void>) | undefined;
  private stopTimer: (() => void) | undefined;

  connectedCallback(): void {
    this.stopTimer = startTimer(TICK_SECONDS, () => {
      this.now = Date.now();
    });
  }
  disconnectedCallback(): void {
    this.stopTimer?.();
  }

  @wire(CurrentPageReference)
  wiredAddress(page: PageReference | undefined): void {
    const name = inUrl(page, 'step');
    if (name === this.named) return;
    this.named = name;
    this.clearWords();
  }
  @wire(getObjectInfo, { objectApiName: REQUEST })
  wiredAccess(result: ObjectInfoResult): void {
    this.access = accessOf(result);
  }
  @wire(getObjectInfo, { objectApiName: SETTINGS_OBJECT })
  wiredSettingsInfo(result: { data?: ObjectInfo; error?: unknown }): void {
    this.settingsAccess = accessOf(result);
    this.info = result.data ?? this.info;
  }
  @wire(graphql, { query: SETTINGS })
  wiredSettings({ data, errors, refresh }: GraphQLResult<SettingsData>): void {
    this.refresh = refresh ?? this.refresh;
    if (data) {
      this.setUp = readSetUp(data);
      this.progress = this.setUp?.progress ?? NO_PROGRESS;
    }
    if (data || errors) this.failure = errors?.[0]?.message ?? '';
  }

  get blockState(): StateName | null {
    if (this.settingsAccess === 'none') return 'no-permission';
    if (this.setUp !== undefined && this.settingsAccess !== 'unknown') return null;
    return this.failure === '' ? 'loading' : 'error';
  }
  get blockHeading(): string {
    return this.blockState === 'error' ? label.failed : '';
  }
  get isStale(): boolean {
    return this.failure !== '';
  }
  get isNew(): boolean {
    return this.setUp === null;
  }
  get mayEdit(): boolean {
    return this.info?.updateable === true;
  }
  get mayStart(): boolean {
    return this.info?.createable === true;
  }
  get mayAsk(): boolean {
    return this.access === 'act';
  }
  get welcomeText(): string {
    return this.mayStart ? label.welcomeText : label.welcomeWait;
  }
  get limitText(): string {
    if (this.mayEdit) return '';
    return this.mayAsk ? label.askOnly : label.lookOnly;
  }

  get mode(): string {
    return this.setUp?.mode ?? '';
  }
  get modeLabel(): string {
    return this.mode === 'Active' ? label.live : label.observing;
  }
  get modeBadge(): string {
    return `slds-badge ${this.mode === 'Active' ? 'slds-theme_success' : ''}`;
  }
  get values(): SettingValues {
    return this.setUp?.values ?? {};
  }

  /** What the URL names, else where it was left, else the first that is not done. */
  private get current(): Step {
    const wanted = this.named || this.progress.at;
    const open = STEPS.find(({ name }) => !isPassed(this.progress.steps[name]));
    return STEPS.find(({ name }) => name === wanted) ?? open ?? STEPS[0];
  }
  get currentName(): StepName {
    return this.current.name;
  }
  get record(): StepRecord | undefined {
    return this.progress.steps[this.current.name];
  }
  get answer(): CheckAnswer | null {
    return this.answers[this.current.name] ?? null;
  }
  get isLast(): boolean {
    return this.current.name === 'go-live';
  }
  get items(): StepItem[] {
    return toItems(this.progress, this.mode);
  }
  get summaries(): StepItem[] {
    return this.items.filter(({ name }) => name !== 'go-live');
  }
  get view(): StepView {
    const labelOf = (name: string): string => this.info?.fields[apiName(name)]?.label ?? name;
    return toView(this.current, labelOf, this.answer?.choices ?? []);
  }

  /** The answer of the step in sight: waited for, or fetched again after a reload. */
  get watched(): readonly string[] {
    const isOpen = this.answers[this.current.name] === undefined;
    const key = isOpen ? (this.record?.key ?? '') : '';
    return [key, this.loadKey].filter((one) => one !== '');
  }

  handleRetry(): void {
    void this.refresh?.();
  }
  async handleStart(): Promise<void> {
    const first = { at: STEPS[0].name, steps: {} };
    const fields = toRecord({
      Key__c: DEFAULT_KEY,
      Mode__c: 'Observe',
      Set_Up_Progress__c: writeProgress(first),
    });
    await this.save(() =>
      createRecord({
        apiName: SETTINGS_OBJECT.objectApiName,
        fields: { Name: DEFAULT_KEY, ...fields },
      }),
    );
  }

  handleOpenStep({ detail }: CustomEvent<{ name: string }>): void {
    this.show(detail.name);
  }
  async handleMove({ detail: { to } }: CustomEvent<{ to: string }>): Promise<void> {
    const at = STEPS.findIndex(({ name }) => name === this.current.name);
    const next = STEPS[to === 'back' ? at - 1 : at + 1];
    if (next === undefined) return;
    if (to === 'skip')
      await this.keep(this.current.name, { state: 'skipped', key: '', words: label.skippedWords });
    this.show(next.name);
  }

  async handleCheck({ detail }: CustomEvent<object | undefined>): Promise<void> {
    const { name, check } = this.current;
    this.clearWords();
    this.answers = without(this.answers, name);
    try {
      const key = await createSyncRequest('Check', { detail: { check, ...detail } });
      await this.keep(name, { state: 'waiting', key, words: '' });
    } catch (error) {
      this.message = reasonOf(error, label.unknown);
    }
  }
  async handleLoad(): Promise<void> {
    try {
      this.loadKey = await createSyncRequest('SyncNow', { stream: 'stock' });
    } catch (error) {
      this.message = reasonOf(error, label.unknown);
    }
  }
  async handleAnswer({ detail }: CustomEvent<RequestState>): Promise<void> {
    if (detail.key === this.loadKey) {
      this.message = detail.status === 'Late' ? label.late : detail.result;
      if (detail.status !== 'Late') this.loadKey = '';
      return;
    }
    const found = Object.entries(this.progress.steps).find(([, step]) => step.key === detail.key);
    if (found === undefined) return;
    const [name, before] = found;
    if (detail.status === 'Late') {
      this.isLate = before.state === 'waiting';
      return;
    }
    this.isLate = false;
    const answer = parseCheck(detail.answer);
    if (answer !== null) this.answers = { ...this.answers, [name]: answer };
    if (before.state !== 'waiting') return;
    const state = answer === null ? 'failed' : stateOf(answer);
    if (answer === null) this.message = detail.result || label.unreadable;
    await this.keep(name, { state, key: detail.key, words: detail.result });
  }

  async handleSave({ detail }: CustomEvent<{ values: SettingValues }>): Promise<void> {
    if (!(await this.write(detail.values))) return;
    this.saveMessage = label.saved;
    if (this.mayAsk && this.current.check !== null)
      await this.handleCheck(new CustomEvent<object | undefined>('check', {}));
    this.saveMessage = label.saved;
  }
  async handleSwitch({ detail: { mode } }: CustomEvent<{ mode: string }>): Promise<void> {
    const at = new Date().toISOString();
    const step: StepRecord = { state: 'done', at, key: '', words: label.liveWords };
    const progress =
      mode === 'Active'
        ? withStep(this.progress, 'go-live', step)
        : { at: 'go-live', steps: without(this.progress.steps, 'go-live') };
    await this.write({ Mode__c: mode, Set_Up_Progress__c: writeProgress(progress) });
  }

  private show(name: string): void {
    this.clearWords();
    this[NavigationMixin.Navigate](appPage('Linnworks_Set_Up', urlState({ step: name })), true);
    // The step in sight changes with the address; its heading is there a moment later.
    void Promise.resolve().then(() =>
      this.template
        ?.querySelector<HTMLElement & { focusHeading(): void }>('c-set-up-step')
        ?.focusHeading(),
    );
  }
  private clearWords(): void {
    this.saveMessage = '';
    this.message = '';
    this.isLate = false;
  }
  /** Shown at once; kept in the settings by those who may. */
  private async keep(name: string, step: Omit<StepRecord, 'at'>): Promise<void> {
    this.now = Date.now();
    const at = new Date(this.now).toISOString();
    this.progress = withStep(this.progress, name, { ...step, at });
    if (this.mayEdit) await this.write({ Set_Up_Progress__c: writeProgress(this.progress) });
  }
  private write(values: SettingValues): Promise<boolean> {
    const Id = this.setUp?.id ?? '';
    return this.save(() => updateRecord({ fields: { Id, ...toRecord(values) } }));
  }
  private async save(change: () => Promise<unknown>): Promise<boolean> {
    this.isSaving = true;
    try {
      await change();
      await this.refresh?.();
      return true;
    } catch (error) {
      this.saveMessage = reasonOf(error, label.unknown);
      return false;
    } finally {
      this.isSaving = false;
    }
  }
}
