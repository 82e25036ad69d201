import type { Scene } from './scene.ts';

/**
 * Something that happens to a merchant, told on the two emulated systems with the real worker between, and checked on
 * the Salesforce records only. Stories share one world and run side by side: each works on orders of its own.
 */
export interface Story {
  /** One sentence: what happens and what is seen. */
  readonly name: string;
  /** It disturbs the whole world (faults, restarts), so that no other story may run meanwhile. */
  readonly isAlone?: true;
  /** @throws Error or AssertionError saying what was not as told. */
  readonly tell: (scene: Scene) => Promise<void>;
}
