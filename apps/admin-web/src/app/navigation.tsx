import type { AdminRole } from '@initialsdb/contracts/admin';
import { cx } from '@initialsdb/ui';
import { NavLink } from 'react-router';
import { OpenReports } from '../features/reports/components/open-reports.js';
import { paths } from '../lib/paths.js';

interface Place {
  to: string;
  roles: readonly AdminRole[];
}

interface Entry extends Place {
  label: string;
}

/** Pages within those that the navigation names, for fewer roles than these. */
const within: readonly Place[] = [{ to: paths.batches(), roles: ['moderator', 'admin'] }];

const entries: readonly Entry[] = [
  { label: 'Listings', to: paths.listings(), roles: ['moderator', 'admin'] },
  { label: 'Reports', to: paths.reports(), roles: ['moderator', 'admin'] },
  { label: 'Blocks', to: paths.blocks(), roles: ['moderator', 'admin'] },
  { label: 'Audit log', to: paths.auditLog(), roles: ['moderator', 'operator', 'admin'] },
  { label: 'Dashboard', to: paths.dashboard(), roles: ['moderator', 'operator', 'admin'] },
  { label: 'Backups', to: paths.backups(), roles: ['operator', 'admin'] },
  { label: 'Users', to: paths.users(), roles: ['admin'] },
];

const openReportsId = 'open-reports';

/** The first page that a role may see. */
export function homeOf(role: AdminRole): string {
  return role === 'operator' ? paths.dashboard() : paths.listings();
}

/** Whether a role may see a page. */
export function maySee(role: AdminRole, path: string): boolean {
  const place = [...within, ...entries].find(({ to }) => path === to || path.startsWith(`${to}/`));
  return place?.roles.includes(role) ?? true;
}

/** The pages that this role may see. */
export function Navigation({ role, onFollow }: { role: AdminRole; onFollow?: () => void }) {
  return (
    <nav aria-label="Main" className="flex flex-col gap-0.5">
      {entries
        .filter(({ roles }) => roles.includes(role))
        .map(({ label, to }) => (
          <div key={to} className="relative flex flex-col">
            <NavLink
              to={to}
              onClick={onFollow}
              aria-describedby={to === paths.reports() ? openReportsId : undefined}
              className={({ isActive }) =>
                cx(
                  'px-2 py-1.5 text-md coarse:py-3 transition-colors duration-100',
                  isActive
                    ? 'bg-wash font-semibold text-ink shadow-[inset_2px_0_0_rgb(var(--ink))]'
                    : 'text-soft hover:bg-wash hover:text-ink',
                )
              }
            >
              {label}
            </NavLink>
            {to === paths.reports() && <OpenReports id={openReportsId} />}
          </div>
        ))}
    </nav>
  );
}
