import type { ReactNode } from 'react';
import { Button } from './button.js';
import { Dialog } from './dialog.js';
import { DialogActions } from './dialog-parts.js';

interface FormDialogProps {
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** What the button says that sends it. */
  submit: string;
  look?: 'primary' | 'danger';
  /** While it is under way, it is not sent again. */
  isPending: boolean;
  /** It says itself what is missing, instead of the browser. */
  noValidate?: boolean;
  /** Why it failed, where that belongs to no field. */
  fault?: ReactNode;
  onSubmit: () => void;
  onClose: () => void;
}

/** A dialog that asks for something and sends it. It stays, with what was typed, until `onSubmit`'s work has it closed. */
export function FormDialog({ title, description, children, fault, onClose, ...form }: FormDialogProps) {
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={title} description={description}>
      <form
        className="mt-4 flex flex-col gap-3"
        autoComplete="off"
        noValidate={form.noValidate}
        onSubmit={(event) => {
          event.preventDefault();
          if (!form.isPending) form.onSubmit();
        }}
      >
        {children}
        <p role="alert" className="text-sm text-danger [overflow-wrap:anywhere] empty:hidden">
          {fault}
        </p>
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look={form.look ?? 'primary'} aria-disabled={form.isPending} aria-busy={form.isPending}>
            {form.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
