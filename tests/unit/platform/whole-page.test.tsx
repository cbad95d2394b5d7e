import { renderToPipeableStream, renderToString } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { wholePage } from '~/platform/whole-page.server';

/** Letters of two and three bytes at every place of React's buffers. */
function Letters({ shift }: { shift: number }) {
  return (
    <ul>
      <li>{'x'.repeat(shift)}</li>
      {Array.from({ length: 400 }, (_, index) => (
        <li key={index.toString()}>{`é’€…${index}`}</li>
      ))}
    </ul>
  );
}

describe('a page gathered whole', () => {
  test.each([0, 1, 2, 3, 4, 5])('holds every letter and nothing else, %i further on', async (shift) => {
    const page = await new Promise<Uint8Array>((resolve) => {
      const { pipe } = renderToPipeableStream(<Letters shift={shift} />, { onAllReady: () => pipe(wholePage(resolve)) });
    });
    const text = Buffer.from(page).toString();
    expect(text).not.toContain('\0');
    expect(text).toBe(renderToString(<Letters shift={shift} />));
  });
});
