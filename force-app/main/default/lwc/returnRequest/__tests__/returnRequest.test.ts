import { createElement } from 'lwc';
import ReturnRequest from 'c/returnRequest';

const line = { key: 'guid:1', sku: 'TENT-2P', title: 'Tent', shipped: 2, returned: 1 };
const whole = { key: 'guid:2', sku: 'LAMP', title: 'Lamp', shipped: 1, returned: 1 };

interface Input extends HTMLElement {
  value: string;
  max: number;
  reportValidity: () => boolean;
}

async function show() {
  const element = createElement('c-return-request', { is: ReturnRequest });
  Object.assign(element, { lines: [line, whole] });
  document.body.appendChild(element);
  await Promise.resolve();
  const root = element.shadowRoot as ShadowRoot;
  const inputs = [...root.querySelectorAll('lightning-input')] as unknown as Input[];
  for (const input of inputs) input.reportValidity = () => true;
  const asked = jest.fn();
  element.addEventListener('ask', (event) => asked((event as CustomEvent).detail));
  const buttons = [...root.querySelectorAll('lightning-button')] as HTMLElement[];
  return { element, root, inputs, asked, send: () => (buttons[1] as HTMLElement).click() };
}

afterEach(() => document.body.replaceChildren());

describe('c-return-request', () => {
  it('offers what was shipped and has not come back, and hands over the wish', async () => {
    const { element, inputs, asked, send } = await show();
    expect(inputs).toHaveLength(2);
    expect(inputs[0]?.max).toBe(1);
    Object.assign(inputs[0] as Input, { value: '1' });
    Object.assign(inputs[1] as Input, { value: 'Too small' });
    send();
    expect(asked).toHaveBeenCalledWith({
      kind: 'Return',
      reason: 'Too small',
      lines: [{ lineKey: 'guid:1', quantity: 1 }],
    });
    await expect(element).toBeAccessible();
  });

  it('says when nothing is chosen', async () => {
    const { root, inputs, asked, send } = await show();
    Object.assign(inputs[1] as Input, { value: 'Too small' });
    send();
    await Promise.resolve();
    expect(asked).not.toHaveBeenCalled();
    expect(root.querySelector('[role="alert"]')?.textContent).toBe('c.Linnworks_Return_Nothing');
  });

  it('does not send what the fields refuse', async () => {
    const { inputs, asked, send } = await show();
    (inputs[1] as Input).reportValidity = () => false;
    send();
    expect(asked).not.toHaveBeenCalled();
  });
});
