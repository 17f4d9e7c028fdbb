import { Button, Dialog } from '@initialsdb/ui';
import { useState } from 'react';
import { useModeration } from '../lib/visibility/moderation.js';
import { useShortcuts } from '../lib/shortcuts.js';

const keys = [
  ['j', 'Next row'],
  ['k', 'Row before'],
  ['x', 'Select the row, or not'],
  ['h', 'Hide what is selected, or else the row; unhide a hidden row'],
  ['u', 'Undo the last change'],
  ['/', 'Search'],
  ['Esc', 'Empty the search, close a dialog'],
  ['?', 'This help'],
] as const;

/** The keys that belong to every page, and the list of all of them. */
export function ShortcutsHelp() {
  const [isOpen, setIsOpen] = useState(false);
  const { undo } = useModeration();
  useShortcuts({ '?': () => setIsOpen(true), u: undo });
  return (
    <>
      <Button look="text" className="self-start" aria-keyshortcuts="?" onClick={() => setIsOpen(true)}>
        Keyboard <kbd aria-hidden>?</kbd>
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title="Keyboard"
        description="Inert while you type."
        actions={<Button onClick={() => setIsOpen(false)}>Close</Button>}
      >
        <dl className="mt-4 grid grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-2.5 text-md">
          {keys.map(([key, meaning]) => (
            <div key={key} className="contents">
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  );
}
