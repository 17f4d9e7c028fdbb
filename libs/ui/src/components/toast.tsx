import { Toast as Radix } from 'radix-ui';
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';

export interface ToastOptions {
  message: ReactNode;
  /** One thing to do about it, such as Undo. */
  action?: { label: string; onAction: () => void };
  /** How long it stays; hovering or focusing it stops the clock. Default 8 s. */
  durationMs?: number;
  isError?: boolean;
}

type ShowToast = (options: ToastOptions) => void;
const ToastContext = createContext<ShowToast | null>(null);

/** Shows toasts in the corner of the page, the newest one alone. F8 moves the focus there. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<{ key: number; isOpen: boolean; options: ToastOptions }>();
  const show = useCallback<ShowToast>((options) => {
    setShown((last) => ({ key: (last?.key ?? 0) + 1, isOpen: true, options }));
  }, []);
  const close = useCallback((isOpen: boolean) => setShown((last) => last && { ...last, isOpen }), []);
  const action = shown?.options.action;
  return (
    <ToastContext value={show}>
      {children}
      <Radix.Provider duration={8000} swipeDirection="right" label="Notification">
        {shown && (
          <Radix.Root
            key={shown.key}
            open={shown.isOpen}
            onOpenChange={close}
            duration={shown.options.durationMs}
            type={shown.options.isError ? 'foreground' : 'background'}
            className="flex items-center gap-5 bg-ink px-4 py-3 text-md text-paper animate-rise-in data-[swipe=move]:translate-x-[var(--radix-toast-swipe-move-x)]"
          >
            <output className="flex items-center gap-5">
              <Radix.Description>{shown.options.message}</Radix.Description>
              {action && (
                <Radix.Action altText={action.label} asChild>
                  <button
                    type="button"
                    onClick={action.onAction}
                    className="-my-3 py-3 font-semibold underline underline-offset-4"
                  >
                    {action.label}
                  </button>
                </Radix.Action>
              )}
            </output>
            <Radix.Close aria-label="Dismiss" className="-my-4 -mr-4 ml-auto p-4 opacity-70 hover:opacity-100">
              <svg viewBox="0 0 12 12" className="size-3" stroke="currentColor" strokeWidth="1.5" aria-hidden>
                <path d="m2 2 8 8m0-8-8 8" />
              </svg>
            </Radix.Close>
          </Radix.Root>
        )}
        <Radix.Viewport
          data-toasts
          className="fixed bottom-6 left-4 right-4 z-50 outline-none sm:left-auto sm:right-6 sm:min-w-72 sm:max-w-md"
        />
      </Radix.Provider>
    </ToastContext>
  );
}

/** @throws {Error} outside a ToastProvider */
export function useToast(): ShowToast {
  const show = useContext(ToastContext);
  if (!show) throw new Error('useToast() needs a ToastProvider above it.');
  return show;
}
