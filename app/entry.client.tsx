import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { clientMessages, preloadPageMessages } from '~/i18n/messages.client';
import { MessagesProvider } from '~/i18n/use-messages';

/**
 * The page's data, which RemixBrowser suspends on until it is decoded. A press or a key meanwhile makes React 18 finish a suspended root
 * at once, which it answers with error 345: nothing is to be suspended by the time React listens. Its hooks come after what it throws.
 */
async function decodePageData(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (thrown) {
    if (thrown instanceof Promise) await thrown;
  }
}

await Promise.all([preloadPageMessages(document), decodePageData()]);

/** A part that was used before its scripts had come (ui/later.tsx) is drawn anew with what the server answered: nothing is wrong. */
function isUsedEarly(error: unknown): boolean {
  return error instanceof Error && /Minified React error #421;|before it finished hydrating/.test(error.message);
}

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <MessagesProvider source={clientMessages}>
        <RemixBrowser />
      </MessagesProvider>
    </StrictMode>,
    { onRecoverableError: (error) => isUsedEarly(error) || reportError(error) },
  );
});
