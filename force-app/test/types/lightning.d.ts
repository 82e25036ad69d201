// What the platform offers to components and the `lwc` package does not declare.
declare module '@salesforce/label/*' {
  const label: string;
  export default label;
}

declare module '@salesforce/schema/*' {
  const reference: { readonly objectApiName: string; readonly fieldApiName: string };
  export default reference;
}

declare module '*.html' {
  import type { Template } from 'lwc';
  const template: Template;
  export default template;
}

declare module 'lightning/graphql' {
  import type { WireAdapterConstructor } from 'lwc';
  export interface GraphQLDocument {
    readonly source: string;
  }
  export interface GraphQLResult<Data> {
    data?: Data;
    errors?: { message: string }[];
    refresh?: () => Promise<void>;
  }
  export interface GraphQLConfig {
    query: GraphQLDocument | undefined;
    variables?: Record<string, unknown> | undefined;
  }
  export const graphql: WireAdapterConstructor<GraphQLConfig, GraphQLResult<never>>;
  export function gql(strings: TemplateStringsArray, ...values: unknown[]): GraphQLDocument;
}

declare module '@salesforce/user/Id' {
  const userId: string;
  export default userId;
}

declare module '@salesforce/customPermission/*' {
  /** Undefined where the user does not have it. */
  const isGranted: true | undefined;
  export default isGranted;
}

declare module 'lightning/uiObjectInfoApi' {
  import type { WireAdapterConstructor } from 'lwc';
  export interface ObjectInfo {
    readonly createable: boolean;
    readonly updateable: boolean;
    readonly label: string;
    readonly fields: Readonly<
      Record<
        string,
        { readonly apiName: string; readonly label: string; readonly updateable: boolean }
      >
    >;
  }
  export const getObjectInfo: WireAdapterConstructor<
    { objectApiName: string | { readonly objectApiName: string } | undefined },
    { data?: ObjectInfo; error?: unknown }
  >;
}

declare module 'lightning/uiRecordApi' {
  import type { WireAdapterConstructor } from 'lwc';
  type Field = string | { readonly objectApiName: string; readonly fieldApiName: string };
  export interface RecordData {
    readonly id: string;
    readonly apiName: string;
    readonly fields: Readonly<
      Record<string, { readonly value: unknown; readonly displayValue: string | null }>
    >;
  }
  export const getRecord: WireAdapterConstructor<
    {
      recordId: string | undefined;
      fields?: readonly Field[] | undefined;
      optionalFields?: readonly Field[] | undefined;
    },
    { data?: RecordData; error?: unknown }
  >;
  export interface RecordInput {
    apiName?: string;
    fields: Record<string, unknown>;
  }
  export function createRecord(input: RecordInput): Promise<{ id: string }>;
  export function updateRecord(input: RecordInput): Promise<{ id: string }>;
}

declare module 'lightning/navigation' {
  import type { LightningElement, WireAdapterConstructor } from 'lwc';
  export interface PageReference {
    type: string;
    attributes?: Record<string, unknown>;
    state?: Record<string, unknown>;
  }
  const Navigate: unique symbol;
  const GenerateUrl: unique symbol;
  export interface Navigable {
    [Navigate](reference: PageReference, replace?: boolean): void;
    [GenerateUrl](reference: PageReference): Promise<string>;
  }
  export const NavigationMixin: {
    <T extends LightningElement>(Base: new () => T): new () => T & Navigable;
    readonly Navigate: typeof Navigate;
    readonly GenerateUrl: typeof GenerateUrl;
  };
  export const CurrentPageReference: WireAdapterConstructor<Record<string, never>, PageReference>;
}

declare module 'lightning/platformShowToastEvent' {
  export interface ToastDetail {
    title: string;
    message?: string;
    variant?: 'info' | 'success' | 'warning' | 'error';
    mode?: 'dismissible' | 'pester' | 'sticky';
  }
  export class ShowToastEvent extends CustomEvent<ToastDetail> {
    constructor(detail: ToastDetail);
  }
}

declare module 'lightning/confirm' {
  const LightningConfirm: {
    open(options: {
      message: string;
      label: string;
      theme?: string;
      variant?: string;
    }): Promise<boolean>;
  };
  export default LightningConfirm;
}

declare module 'lightning/toast' {
  const Toast: {
    show(
      config: { label: string; message?: string; variant?: string; mode?: string },
      source: unknown,
    ): Promise<void>;
  };
  export default Toast;
}
