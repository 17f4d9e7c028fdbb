import { Button } from '@initialsdb/ui';
import { useEffect, useState, type ComponentProps } from 'react';

/** Without HTTPS there is no clipboard API; the old command still works there. */
function copyBySelection(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.className = 'fixed -left-full top-0';
  const focused = document.activeElement;
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

interface CopyButtonProps extends Omit<ComponentProps<typeof Button>, 'onClick' | 'children'> {
  text: string;
  label: string;
}

/** Copies a text and says so for two seconds. */
export function CopyButton({ text, label, ...props }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'Copied' | 'Not allowed'>();
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(undefined), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);
  return (
    <Button
      {...props}
      onClick={() => {
        void copy(text).then((isCopied) => setOutcome(isCopied ? 'Copied' : 'Not allowed'));
      }}
    >
      <span aria-live="polite">{outcome ?? label}</span>
    </Button>
  );
}
