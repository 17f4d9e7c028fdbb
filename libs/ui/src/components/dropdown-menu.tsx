import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { cx } from '../text/cx.js';

interface DropdownMenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  children: ReactNode;
  align?: 'start' | 'center' | 'end';
}

/** A short list of things to do. Not modal: the modal kind writes a <style> element, which the content security policy refuses. */
export function DropdownMenu({ trigger, children, align = 'end' }: DropdownMenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 min-w-40 border border-ink bg-paper py-1 text-md animate-fade-in"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface MenuItemProps {
  children: ReactNode;
  onSelect: () => void;
  isDanger?: boolean;
  isDisabled?: boolean;
}

export function MenuItem({ children, onSelect, isDanger, isDisabled }: MenuItemProps) {
  return (
    <Radix.Item
      onSelect={onSelect}
      disabled={isDisabled}
      className={cx(
        'flex min-h-9 cursor-default coarse:min-h-11 items-center gap-2 px-3 outline-none data-[highlighted]:bg-wash data-[disabled]:opacity-40',
        isDanger && 'text-danger',
      )}
    >
      {children}
    </Radix.Item>
  );
}

interface MenuCheckItemProps {
  children: ReactNode;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
}

/** Something that is on or off; the menu stays open for the next. */
export function MenuCheckItem({ children, isChecked, onChange }: MenuCheckItemProps) {
  return (
    <Radix.CheckboxItem
      checked={isChecked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
      className="flex min-h-9 cursor-default coarse:min-h-11 items-center gap-2.5 px-3 outline-none data-[highlighted]:bg-wash"
    >
      <span aria-hidden className={cx('size-3 border', isChecked ? 'border-ink bg-ink' : 'border-soft')} />
      {children}
    </Radix.CheckboxItem>
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}
