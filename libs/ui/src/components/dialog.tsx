import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { DialogActions, DialogLayer, dialogPanel, useReturnedFocus, wideDialogPanel } from './dialog-parts.js';

interface DialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the one that goes on last. */
  actions?: ReactNode;
  /** For what has long lines. */
  isWide?: boolean;
}

/** A window over the page that Escape and a press outside close; focus returns to where it was. */
export function Dialog({ isOpen, onOpenChange, title, description, children, actions, isWide = false }: DialogProps) {
  const focus = useReturnedFocus();
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <DialogLayer>
          <Radix.Content
            className={isWide ? wideDialogPanel : dialogPanel}
            {...focus}
            {...(description ? {} : { 'aria-describedby': undefined })}
          >
            <Radix.Title className="text-lg font-semibold tracking-tight">{title}</Radix.Title>
            {description && <Radix.Description className="mt-2 text-md text-soft">{description}</Radix.Description>}
            {children}
            {actions && <DialogActions>{actions}</DialogActions>}
          </Radix.Content>
        </DialogLayer>
      </Radix.Portal>
    </Radix.Root>
  );
}
