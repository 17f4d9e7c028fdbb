import { Button, DropdownMenu, MenuCheckItem, MenuSeparator } from '@initialsdb/ui';
import { useBlursReported } from '../../../lib/preferences.js';
import { optionalColumns, type OptionalColumn } from '../listings-state.js';
import { columnLabels } from './columns.js';

interface ColumnsMenuProps {
  columns: readonly OptionalColumn[];
  onChange: (columns: readonly OptionalColumn[]) => void;
}

/** Which columns the table has, and whether reported texts are blurred in this browser. */
export function ColumnsMenu({ columns, onChange }: ColumnsMenuProps) {
  const [blurs, setBlurs] = useBlursReported();
  const toggle = (column: OptionalColumn, isShown: boolean) =>
    onChange(optionalColumns.filter((other) => (other === column ? isShown : columns.includes(other))));
  return (
    <DropdownMenu
      trigger={
        <Button size="sm" className="min-h-9">
          Display
        </Button>
      }
    >
      {optionalColumns.map((column) => (
        <MenuCheckItem
          key={column}
          isChecked={columns.includes(column)}
          onChange={(isShown) => toggle(column, isShown)}
        >
          {columnLabels[column]}
        </MenuCheckItem>
      ))}
      <MenuSeparator />
      <MenuCheckItem isChecked={blurs} onChange={setBlurs}>
        Blur reported texts
      </MenuCheckItem>
    </DropdownMenu>
  );
}
