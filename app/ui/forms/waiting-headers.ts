import type { HeadersFunction } from '@remix-run/node';

/** When to come back (`Retry-After`), on the page that says so: Remix keeps an action's headers, or an error's, to itself. */
export const waitingHeaders: HeadersFunction = ({ actionHeaders, errorHeaders }) => errorHeaders ?? actionHeaders;
