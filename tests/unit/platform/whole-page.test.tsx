import { lazy, Suspense } from 'react';
import { renderToPipeableStream, renderToString } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { renderAtOnce, wholePage } from '~/platform/whole-page.server';

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

function Failing(): never {
  throw new Error('a fault');
}

describe('a page rendered at once', () => {
  const gathered = (page: React.ReactElement) =>
    new Promise<string>((resolve, reject) => {
      const { pipe } = renderToPipeableStream(page, {
        onAllReady: () => pipe(wholePage((bytes) => resolve(Buffer.from(bytes).toString()))),
        onShellError: reject,
        onError: () => {},
      });
    });
  const whole = (part: React.ReactElement) => (
    <html lang="fr">
      <body>
        <Suspense>{part}</Suspense> {'<!--$!-->'}
      </body>
    </html>
  );

  test('waits for no part that is loaded, and is then what the stream would be', async () => {
    const Part = lazy(async () => ({
      default: () => (
        <p>
          Là, et <b>prêt</b>
        </p>
      ),
    }));
    const page = whole(<Part />);
    expect(renderAtOnce(page)).toBeNull();
    const first = await gathered(page);
    expect(first).toContain('prêt');
    expect(renderAtOnce(page)).toBe(first);
  });

  test.each([true, false])('is left to the stream where something fails, in a part: %s', (isInPart) => {
    expect(renderAtOnce(isInPart ? whole(<Failing />) : <Failing />)).toBeNull();
  });
});
