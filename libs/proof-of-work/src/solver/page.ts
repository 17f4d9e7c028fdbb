/** More would not be faster by much and would make the machine warm. */
const MOST_WORKERS = 8;
/** Up to so many cores there is one worker: the other core is the page's own. */
const FEW_CORES = 2;
const LOW_BATTERY = 0.2;

/** What the solver wants to know of the page and the machine it runs on. */
export interface Page {
  /** The most workers that should run at once, with somebody waiting. */
  workers(): number;
  /** Nobody sees the page at the moment. */
  isHidden(): boolean;
  /** The page was left and may come back as it was (back/forward cache). */
  isFrozen(): boolean;
  /** Calls `listener` when one of the above may have changed; the returned function ends that. */
  onChange(listener: () => void): () => void;
}

interface BatteryManager {
  charging: boolean;
  level: number;
}

/** The page this script runs on. */
export function thisPage(): Page {
  let isFrozen = false;
  let battery: BatteryManager | undefined;
  const { getBattery } = navigator as { getBattery?: () => Promise<BatteryManager> };
  getBattery?.call(navigator).then(
    (manager) => (battery = manager),
    () => undefined, // Not allowed here: then the cores alone decide.
  );
  return {
    workers: () => {
      const cores = navigator.hardwareConcurrency || 1;
      const isSaving = battery !== undefined && !battery.charging && battery.level <= LOW_BATTERY;
      return cores <= FEW_CORES || isSaving ? 1 : Math.min(cores, MOST_WORKERS);
    },
    isHidden: () => document.hidden,
    isFrozen: () => isFrozen,
    onChange: (listener) => {
      const ended = new AbortController();
      const { signal } = ended;
      document.addEventListener('visibilitychange', listener, { signal });
      for (const [event, freezes] of [
        ['pagehide', true],
        ['pageshow', false],
      ] as const) {
        window.addEventListener(
          event,
          () => {
            isFrozen = freezes;
            listener();
          },
          { signal },
        );
      }
      return () => {
        ended.abort();
      };
    },
  };
}
