import { api, LightningElement } from 'lwc';

interface Hour {
  readonly done: number;
  readonly failed: number;
}
const HEIGHT = 24;

function parse(text: string | null | undefined): Hour[] {
  try {
    const hours: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(hours) ? (hours as Hour[]) : [];
  } catch {
    return [];
  }
}

/** Bars of the last hours; failures stand on top of what was done. */
export default class Sparkline extends LightningElement {
  /** JSON: `[{done, failed}]`, oldest first. */
  @api history: string | null = null;
  @api label = '';

  get bars() {
    const hours = parse(this.history);
    const most = Math.max(1, ...hours.map(({ done, failed }) => done + failed));
    return hours.flatMap(({ done, failed }, index) => {
      const x = index * 4;
      const height = (count: number): number => Math.round((count / most) * (HEIGHT - 2));
      if (done + failed === 0)
        return [{ key: `${index}n`, className: 'none', x, y: HEIGHT - 1, height: 1 }];
      const doneHeight = done === 0 ? 0 : Math.max(1, height(done));
      const failedHeight = failed === 0 ? 0 : Math.max(1, height(failed));
      return [
        { key: `${index}d`, className: 'done', x, y: HEIGHT - doneHeight, height: doneHeight },
        {
          key: `${index}f`,
          className: 'failed',
          x,
          y: HEIGHT - doneHeight - failedHeight,
          height: failedHeight,
        },
      ];
    });
  }
}
