import { parseAnswer } from 'c/answerShapes';

describe('c-answer-shapes', () => {
  it('reads an answer of a known type', () => {
    expect(parseAnswer('{"type":"story","steps":[]}')).toEqual({ type: 'story', steps: [] });
  });

  it.each([null, undefined, '', 'null', '{"type":"sto', '{"type":"hologram"}'])(
    'has nothing to say about %s',
    (text) => {
      expect(parseAnswer(text)).toBeNull();
    },
  );
});
