import { createContext, useContext } from 'react';

/** Lets this page's own inline scripts through the content security policy. The browser hides it, so it is the server's alone. */
const NonceContext = createContext<string | undefined>(undefined);
export const NonceProvider = NonceContext.Provider;
export const useNonce = () => useContext(NonceContext);
