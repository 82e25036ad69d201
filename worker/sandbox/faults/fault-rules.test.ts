import { describe, expect, it } from 'vitest';
import { FaultPlan, readFaultRules } from './fault-rules.ts';

describe('fault rules', () => {
  it('hit by method and path, after some requests and only so often', () => {
    const plan = new FaultPlan();
    plan.set([{ match: { method: 'POST', path: '^/api/' }, status: 503, after: 1, times: 2 }]);
    const hits = ['/api/a', '/api/b', '/api/c', '/api/d'].map((path) => plan.take('POST', path));
    expect(hits.map((rule) => rule?.status)).toEqual([undefined, 503, 503, undefined]);
    expect(plan.take('GET', '/api/a')).toBeUndefined();
    expect(plan.take('POST', '/other')).toBeUndefined();
  });

  it('hit by what the request says', () => {
    const plan = new FaultPlan();
    plan.set([{ match: { path: '.', body: '"page":2\\b' }, status: 503 }]);
    const hits = ['{"page":1}', '{"page":2}', '{"page":21}'].map((body) =>
      plan.take('POST', '/', body),
    );
    expect(hits.map((rule) => rule?.status)).toEqual([undefined, 503, undefined]);
  });

  it('end when they are cleared', () => {
    const plan = new FaultPlan();
    plan.set([{ match: { path: '.' }, cut: 'before' }]);
    expect(plan.take('GET', '/')?.cut).toBe('before');
    plan.clear();
    expect(plan.take('GET', '/')).toBeUndefined();
  });

  it.each([
    [{}],
    [[{ match: {} }]],
    [[{ match: { path: '/' }, times: -1 }]],
    [[{ match: { path: '/' }, cut: 'now' }]],
    [[{ match: { path: '/' }, stauts: 500 }]],
  ])('refuse %j', (body) => {
    expect(() => readFaultRules(body)).toThrow(/fault rule/i);
  });
});
