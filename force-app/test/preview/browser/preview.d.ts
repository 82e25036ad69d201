declare module '@preview/pages' {
  import type { LightningElement } from 'lwc';
  export const components: Readonly<Record<string, new () => LightningElement>>;
  export const pages: {
    readonly appPages: readonly {
      readonly apiName: string;
      readonly label: string;
      readonly components: readonly string[];
    }[];
    readonly recordPages: readonly {
      readonly object: string;
      readonly components: readonly string[];
    }[];
    readonly utilities: readonly string[];
  };
}
