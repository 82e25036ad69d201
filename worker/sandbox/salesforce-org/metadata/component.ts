/** One piece of metadata that is deployed, retrieved and deleted by its name. */
export interface Component {
  readonly type: string;
  readonly fullName: string;
  /** In a package: the file that holds it; the folder of a bundle. */
  readonly path: string;
  /** The file; of a part its element as it is written; of a bundle a JSON object of file name and text. */
  readonly text: string;
  /** Line of the file on which it starts, from 1. */
  readonly line: number;
}

/** A component that was refused, in the fields that every deploy result has. */
export interface Problem {
  readonly type: string;
  readonly fullName: string;
  readonly path: string;
  readonly message: string;
  readonly line: number;
}

export interface ComponentName {
  readonly type: string;
  readonly fullName: string;
}

export const keyOf = ({ type, fullName }: ComponentName): string =>
  `${type}:${fullName}`.toLowerCase();

export function problemOf(component: Component, message: string): Problem {
  const { type, fullName, path, line } = component;
  return { type, fullName, path, line, message };
}

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Custom names end in `__c` and the like; everything else belongs to the platform. */
export const isCustomName = (name: string): boolean => /__[a-z]+$/i.test(name);
