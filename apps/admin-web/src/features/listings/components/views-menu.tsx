import { Button, DropdownMenu, MenuItem, MenuSeparator } from '@initialsdb/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { faultText } from '../../../lib/fault-text.js';
import { paths } from '../../../lib/paths.js';
import { viewsQuery } from '../api/views.js';
import { readState, writeState } from '../listings-state.js';
import { ManageViewsDialog } from './manage-views-dialog.js';
import { SaveViewDialog } from './save-view-dialog.js';

/** The saved views, the way to save what is shown now, and to remove some. */
export function ViewsMenu() {
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const views = useQuery(viewsQuery());
  const [dialog, setDialog] = useState<'save' | 'manage'>();
  const query = writeState(readState(parameters));
  const current = views.data?.find((view) => view.query === query);
  return (
    <>
      <DropdownMenu
        trigger={
          <Button size="sm" className="min-h-9">
            {current ? `View: ${current.name}` : 'Views'}
          </Button>
        }
      >
        {views.data?.map((view) => (
          <MenuItem key={view.id} onSelect={() => void navigate(paths.listings(view.query))}>
            <span className="max-w-60 truncate">{view.name}</span>
          </MenuItem>
        ))}
        {views.data?.length === 0 && <MenuNote>No saved views yet.</MenuNote>}
        {views.isError && <MenuNote>{faultText(views.error)}</MenuNote>}
        <MenuSeparator />
        <MenuItem onSelect={() => setDialog('save')}>Save this view…</MenuItem>
        {(views.data?.length ?? 0) > 0 && <MenuItem onSelect={() => setDialog('manage')}>Remove views…</MenuItem>}
      </DropdownMenu>
      {dialog === 'save' && <SaveViewDialog query={query} onClose={() => setDialog(undefined)} />}
      {dialog === 'manage' && <ManageViewsDialog views={views.data ?? []} onClose={() => setDialog(undefined)} />}
    </>
  );
}

function MenuNote({ children }: { children: string }) {
  return <p className="max-w-60 px-3 py-2 text-sm text-soft">{children}</p>;
}
