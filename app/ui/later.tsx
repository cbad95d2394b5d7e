import { type ComponentType, createContext, lazy, Suspense, useContext, useEffect, useRef, useState } from 'react';
import { MessagesOnDemand } from '~/i18n/use-messages';

let hasTakenOver = false;

// A part within a part is hydrated after the root took over, from the same HTML of the server.
const IsWithinServerHtml = createContext(false);

// Parts of the server's HTML that React has not taken over yet.
const waiting = new Set<object>();
const openedAt = typeof window === 'undefined' ? '' : window.location.pathname + window.location.search;

// A link within the page needs the browser alone. Were the router to hear of it meanwhile, React would draw these parts anew.
if (typeof window !== 'undefined') {
  window.addEventListener(
    'popstate',
    (event) => {
      if (waiting.size > 0 && window.location.pathname + window.location.search === openedAt) event.stopImmediatePropagation();
    },
    true,
  );
}

/** Stands in a part: React runs its effect once it has taken the part over. */
function TakenOver({ isTaken }: { isTaken: { current: boolean } }) {
  useEffect(() => {
    isTaken.current = true;
    waiting.delete(isTaken);
  }, [isTaken]);
  return null;
}

/** In the root of the page: what is shown from now on comes from navigations in the browser, not from the server's HTML. */
export function useTakeOver(): void {
  useEffect(() => {
    hasTakenOver = true;
  }, []);
}

/**
 * A part of a page that the server renders whole and whose scripts come after those of the page's frame: until then its links and
 * forms work as plain HTML. Keeps scripts and sentences that only large pages need out of what a page waits for. (P4)
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const Part = lazy(async () => ({ default: await load() })) as unknown as ComponentType<P>;
  // biome-ignore lint/correctness/noComponentHookFactories: called once per part, where a module begins, as `lazy` is.
  return function Later(props: P) {
    // Only HTML of the server is worth keeping meanwhile: in a navigation the page before stays until this part has loaded.
    const isWithin = useContext(IsWithinServerHtml);
    const [isFromServer] = useState(() => typeof window === 'undefined' || !hasTakenOver || isWithin);
    const isTaken = useRef(false);
    useEffect(() => {
      if (isFromServer && !isTaken.current) waiting.add(isTaken);
      return () => void waiting.delete(isTaken);
    }, [isFromServer]);
    const part = (
      <MessagesOnDemand>
        <Part {...props} />
        <TakenOver isTaken={isTaken} />
      </MessagesOnDemand>
    );
    return isFromServer ? (
      <IsWithinServerHtml.Provider value={true}>
        <Suspense>{part}</Suspense>
      </IsWithinServerHtml.Provider>
    ) : (
      part
    );
  };
}
