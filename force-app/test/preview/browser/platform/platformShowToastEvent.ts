export class ShowToastEvent extends CustomEvent<unknown> {
  constructor(detail: unknown) {
    super('lightning__showtoast', { detail, bubbles: true, composed: true, cancelable: true });
  }
}
