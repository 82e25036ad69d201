import type { Fields, Value } from './deploy-jobs.ts';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function elementsOf(name: string, value: Value): string {
  if (Array.isArray(value)) return value.map((one) => elementsOf(name, one)).join('');
  if (value === null) return `<${name} xsi:nil="true"/>`;
  if (typeof value === 'object') return `<${name}>${childrenOf(value)}</${name}>`;
  return `<${name}>${escape(String(value))}</${name}>`;
}

function childrenOf(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value]) => elementsOf(name, value))
    .join('');
}

const envelope = (namespace: string, body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;

/** The reply to a SOAP call. */
export function soapReply(namespace: string, method: string, result: Value): string {
  return envelope(
    namespace,
    `<${method}Response>${elementsOf('result', result)}</${method}Response>`,
  );
}

/** A SOAP fault, with the code that clients look at. */
export function soapFault(namespace: string, code: string, message: string): string {
  const text = `<faultcode xmlns:sf="${namespace}">sf:${code}</faultcode><faultstring>${code}: ${escape(message)}</faultstring>`;
  return envelope(namespace, `<soapenv:Fault>${text}</soapenv:Fault>`);
}
