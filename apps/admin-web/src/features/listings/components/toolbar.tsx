import { Chip, ChipGroup, TextField } from '@initialsdb/ui';
import { useState, type RefObject } from 'react';
import { dayBefore, visibilities, type ListingsState } from '../listings-state.js';
import { ColumnsMenu } from './columns-menu.js';
import { SearchBox } from './search-box.js';
import { ViewsMenu } from './views-menu.js';

interface ToolbarProps {
  state: ListingsState;
  onChange: (change: Partial<ListingsState>, options?: { replace?: boolean }) => void;
  searchRef: RefObject<HTMLInputElement | null>;
}

const visibilityLabels = { all: 'All', visible: 'Visible', hidden: 'Hidden' };

/** What is shown: search, filters, columns and saved views. All of it changes the URL alone. */
export function Toolbar({ state, onChange, searchRef }: ToolbarProps) {
  const hasRange = state.to !== '' || (state.from !== '' && state.from !== dayBefore(7));
  const [showsRange, setShowsRange] = useState(hasRange);
  const isLastWeek = state.from === dayBefore(7) && state.to === '';
  const isReportedFirst = state.sort === 'reports' && state.order === 'desc';
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <SearchBox
          ref={searchRef}
          q={state.q}
          // The first search is a step of its own, so that Back leads out of it; the letters after it aren't.
          onSearch={(q) => onChange({ q }, { replace: state.q !== '' && q !== '' })}
        />
        <ChipGroup label="Visibility">
          {visibilities.map((visibility) => (
            <Chip key={visibility} isOn={state.visibility === visibility} onClick={() => onChange({ visibility })}>
              {visibilityLabels[visibility]}
            </Chip>
          ))}
        </ChipGroup>
        <Chip
          isOn={state.reported === true}
          onClick={() => onChange({ reported: state.reported === true ? undefined : true })}
        >
          Reported
        </Chip>
        <Chip
          isOn={isReportedFirst}
          onClick={() => onChange(isReportedFirst ? { sort: 'createdAt' } : { sort: 'reports', order: 'desc' })}
        >
          Reported first
        </Chip>
        <Chip isOn={isLastWeek} onClick={() => onChange(isLastWeek ? { from: '' } : { from: dayBefore(7), to: '' })}>
          Last 7 days
        </Chip>
        <Chip isOn={showsRange} aria-expanded={showsRange} onClick={() => setShowsRange(!showsRange)}>
          Dates
        </Chip>
        <div className="ml-auto flex items-center gap-2">
          <ViewsMenu />
          <ColumnsMenu columns={state.columns} onChange={(columns) => onChange({ columns })} />
        </div>
      </div>
      {showsRange && (
        <div className="mt-3 flex flex-wrap gap-4">
          <DayField label="From" value={state.from} onChange={(from) => onChange({ from })} />
          <DayField label="To" value={state.to} onChange={(to) => onChange({ to })} />
        </div>
      )}
    </>
  );
}

interface DayFieldProps {
  label: string;
  /** A date or a date-time; only its day can be edited here. */
  value: string;
  onChange: (day: string) => void;
}

function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <TextField
      label={`${label} (UTC)`}
      type="date"
      value={value.slice(0, 10)}
      onChange={(event) => onChange(event.target.value)}
      className="w-44"
    />
  );
}
