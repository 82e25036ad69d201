import { api, LightningElement } from 'lwc';

const WIDTH = 6;
const HALF = 16;

/** Bars above the line for what came in, below it for what went out; oldest at the left. */
export default class MovementChart extends LightningElement {
  @api quantities: readonly number[] = [];
  /** What the picture says, for those who do not see it. */
  @api label = '';

  get viewBox(): string {
    return `0 0 ${Math.max(1, this.quantities.length) * WIDTH} ${HALF * 2}`;
  }
  get middle(): number {
    return HALF;
  }
  get width(): number {
    return Math.max(1, this.quantities.length) * WIDTH;
  }
  get bars() {
    const most = Math.max(1, ...this.quantities.map(Math.abs));
    return this.quantities.map((quantity, index) => {
      const height = Math.max(1, Math.round((Math.abs(quantity) / most) * (HALF - 1)));
      return {
        key: index,
        className: quantity < 0 ? 'out' : 'in',
        x: index * WIDTH,
        y: quantity < 0 ? HALF : HALF - height,
        height,
      };
    });
  }
}
