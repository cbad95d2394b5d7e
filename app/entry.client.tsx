import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { clientMessages, preloadPageMessages } from '~/i18n/messages.client';
import { MessagesProvider } from '~/i18n/use-messages';

await preloadPageMessages(document);

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
