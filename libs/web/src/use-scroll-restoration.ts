import { useEffect, useLayoutEffect, useRef } from 'react';
import { useLocation, useNavigationType } from 'react-router';
import * as z from 'zod/mini';
import { storedValue } from './stored-value.js';

const keptMax = 50;
const settleMs = 100;
const contentWaitMs = 5_000;

/** How far down each entry of the history was left, in CSS pixels, by the router's key of the entry; the newest last. */
const places = storedValue({
  storage: () => sessionStorage,
  key: 'places',
  schema: z.array(z.tuple([z.string(), z.number()])),
  fallback: [],
});

function remember(key: string) {
  const others = places.get().filter(([other]) => other !== key);
  places.set([...others.slice(1 - keptMax), [key, window.scrollY]]);
}

/** Goes to a place, as soon as what loads has made the page long enough; the reader's own scrolling ends it. */
function goTo(place: number): () => void {
  const end = new AbortController();
  const observer = new ResizeObserver(go);
  const stop = () => {
    observer.disconnect();
    clearTimeout(timer);
    end.abort();
  };
  const timer = setTimeout(stop, contentWaitMs);
  function go() {
    window.scrollTo(0, place);
    if (Math.abs(window.scrollY - place) < 1) stop();
  }
  for (const type of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
    window.addEventListener(type, stop, { passive: true, signal: end.signal });
  }
  observer.observe(document.documentElement);
  go();
  return stop;
}

/** Back and a reload find the place where one was; a new page begins at its top. A change of the search alone moves nothing. */
export function useScrollRestoration(): void {
  const { key, pathname } = useLocation();
  const navigation = useNavigationType();
  const current = useRef({ key, navigation });

  useLayoutEffect(() => {
    current.current = { key, navigation };
  }, [key, navigation]);

  useLayoutEffect(() => {
    const { key: entry, navigation: cause } = current.current;
    const place = cause === 'POP' ? places.get().find(([other]) => other === entry)?.[1] : undefined;
    return goTo(place ?? 0);
  }, [pathname]);

  useEffect(() => {
    history.scrollRestoration = 'manual';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const save = () => remember(current.current.key);
    const onScroll = () => {
      clearTimeout(timer);
      timer = setTimeout(save, settleMs);
    };
    window.addEventListener('scroll', onScroll, { passive: true });
    window.addEventListener('pagehide', save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('scroll', onScroll);
      window.removeEventListener('pagehide', save);
    };
  }, []);
}
