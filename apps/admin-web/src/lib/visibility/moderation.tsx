import { AlertDialog, countOf, formatCount, useToast } from '@initialsdb/ui';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { HideDialog } from './hide-dialog.js';
import { refusalText } from './messages.js';
import { countOfTarget, type Target } from './target.js';
import { CountChangedError } from './visibility-api.js';
import { VisibilityChanges } from './visibility-changes.js';

interface Moderation {
  /** Asks for a reason first. `onDone` is called once it is hidden. */
  hide: (target: Target, onDone?: () => void) => void;
  /** At once; all that a filter matches only after a question. */
  unhide: (target: Target, onDone?: () => void) => void;
  /** Undoes the last change of this tab. */
  undo: () => void;
}

const ModerationContext = createContext<Moderation | null>(null);

interface Question {
  isHidden: boolean;
  target: Target;
  onDone?: (() => void) | undefined;
}

/** Hides and unhides listings for every page: asks, changes, tells, offers Undo. */
export function ModerationProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const toast = useToast();
  const [question, setQuestion] = useState<Question>();
  const changes = useMemo(() => new VisibilityChanges(client, toast), [client, toast]);

  const moderation = useMemo<Moderation>(
    () => ({
      hide: (target, onDone) => setQuestion({ isHidden: true, target, onDone }),
      unhide(target, onDone) {
        if (target.kind === 'filter') setQuestion({ isHidden: false, target, onDone });
        else void changes.attempt(target, { isHidden: false }).then((isDone) => isDone && onDone?.());
      },
      undo: () => void changes.undoLast(),
    }),
    [changes],
  );

  /** Where other listings match by now, the question is asked again with the new number. */
  const apply = async (change: Parameters<VisibilityChanges['apply']>[1]) => {
    if (!question) return;
    try {
      await changes.apply(question.target, change);
      setQuestion(undefined);
      question.onDone?.();
    } catch (error) {
      if (error instanceof CountChangedError && question.target.kind === 'filter') {
        setQuestion({ ...question, target: { ...question.target, count: error.count } });
      }
      // The dialog would ask about a listing that is not so any more.
      else if (changes.showRefusal(question.target, error)) return setQuestion(undefined);
      throw error;
    }
  };

  return (
    <ModerationContext value={moderation}>
      {children}
      {question?.isHidden && (
        <HideDialog
          target={question.target}
          onClose={() => setQuestion(undefined)}
          onHide={(reason) => apply({ isHidden: true, ...reason })}
        />
      )}
      {question && !question.isHidden && (
        <UnhideDialog
          target={question.target}
          onClose={() => setQuestion(undefined)}
          onUnhide={() => apply({ isHidden: false })}
        />
      )}
    </ModerationContext>
  );
}

interface UnhideDialogProps {
  target: Target;
  onClose: () => void;
  onUnhide: () => Promise<void>;
}

function UnhideDialog({ target, onClose, onUnhide }: UnhideDialogProps) {
  const [fault, setFault] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const count = countOfTarget(target);
  const confirm = async () => {
    setIsBusy(true);
    setFault(undefined);
    try {
      await onUnhide();
    } catch (error) {
      setIsBusy(false);
      setFault(
        error instanceof CountChangedError
          ? `Nothing was changed: ${formatCount(error.count)} match by now, not ${formatCount(error.expectedCount)}. Press again for these.`
          : refusalText(error),
      );
    }
  };
  return (
    <AlertDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Make ${countOf(count, 'listing', 'listings')} visible?`}
      description="All that match, on the board at once. It can be undone."
      confirm="Unhide"
      isBusy={isBusy}
      onConfirm={() => void confirm()}
    >
      <p role="alert" className="mt-3 text-sm text-danger empty:hidden">
        {fault}
      </p>
    </AlertDialog>
  );
}

/** @throws {Error} outside a ModerationProvider */
export function useModeration(): Moderation {
  const moderation = useContext(ModerationContext);
  if (!moderation) throw new Error('useModeration() needs a ModerationProvider above it.');
  return moderation;
}
