import { AlertDialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button.js';
import { DialogActions, DialogLayer, dialogPanel, useReturnedFocus } from './dialog-parts.js';

interface AlertDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  description: ReactNode;
  children?: ReactNode;
  /** What the button that goes on says. */
  confirm: string;
  cancel?: string;
  /** Keeps the dialog open; the caller closes it when the work is done. */
  onConfirm: () => void;
  isBusy?: boolean;
}

/** A question that has to be answered before anything else: the safe answer has the focus. */
export function AlertDialog(props: AlertDialogProps) {
  const { isOpen, onOpenChange, title, description, children, confirm, cancel = 'Cancel', onConfirm, isBusy } = props;
  const focus = useReturnedFocus();
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <DialogLayer>
          <Radix.Content className={dialogPanel} {...focus}>
            <Radix.Title className="text-lg font-semibold tracking-tight">{title}</Radix.Title>
            <Radix.Description className="mt-2 text-md text-soft">{description}</Radix.Description>
            {children}
            <DialogActions>
              <Radix.Cancel asChild>
                <Button look="quiet">{cancel}</Button>
              </Radix.Cancel>
              <Button look="danger" onClick={isBusy ? undefined : onConfirm} aria-disabled={isBusy} aria-busy={isBusy}>
                {confirm}
              </Button>
            </DialogActions>
          </Radix.Content>
        </DialogLayer>
      </Radix.Portal>
    </Radix.Root>
  );
}
