import type { AdminRole } from '@initialsdb/contracts/admin';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { MissingPage } from './missing-page.js';
import { maySee } from './navigation.js';

/** Shows a page to the roles that may see it; the server refuses its data to all others anyway. */
export function Allowed({ role, children }: { role: AdminRole; children: ReactNode }) {
  return maySee(role, useLocation().pathname) ? children : <MissingPage />;
}
