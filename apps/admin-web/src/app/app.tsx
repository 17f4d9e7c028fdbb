import { ToastProvider } from '@initialsdb/ui';
import { ApiError, createQueryClient } from '@initialsdb/web';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { sessionQuery } from '../features/session/api/session.js';
import { paths } from '../lib/paths.js';
import { FaultBoundary } from './fault-boundary.js';
import { HomePage } from './home-page.js';
import { MissingPage } from './missing-page.js';
import { SignedIn } from './signed-in.js';

const ListingsPage = lazy(() => import('./listings-page.js'));
const ReportsPage = lazy(() => import('./reports-page.js'));
const BlocksPage = lazy(() => import('./blocks-page.js'));
const AuditLogPage = lazy(() => import('./audit-log-page.js'));
const BatchPage = lazy(() => import('./batch-page.js'));
const DashboardPage = lazy(() => import('./dashboard-page.js'));
const BackupsPage = lazy(() => import('./backups-page.js'));
const UsersPage = lazy(() => import('./users-page.js'));
const AccountPage = lazy(() => import('./account-page.js'));

/** A request that was refused for want of a session asks whether there still is one; where there isn't, the sign-in shows. */
const queryClient = createQueryClient((error) => {
  if (!(error instanceof ApiError) || error.code !== 'UNAUTHENTICATED') return;
  void queryClient.invalidateQueries({ queryKey: sessionQuery().queryKey });
});

export function App() {
  return (
    <FaultBoundary>
      <QueryClientProvider client={queryClient}>
        <ToastProvider>
          <BrowserRouter>
            <Routes>
              <Route Component={SignedIn}>
                <Route index Component={HomePage} />
                <Route path={paths.listings()} Component={ListingsPage} />
                <Route path={paths.reports()} Component={ReportsPage} />
                <Route path={paths.blocks()} Component={BlocksPage} />
                <Route path={paths.auditLog()} Component={AuditLogPage} />
                <Route path={paths.batch(':id')} Component={BatchPage} />
                <Route path={paths.dashboard()} Component={DashboardPage} />
                <Route path={paths.backups()} Component={BackupsPage} />
                <Route path={paths.users()} Component={UsersPage} />
                <Route path={paths.account()} Component={AccountPage} />
                <Route path="*" Component={MissingPage} />
              </Route>
            </Routes>
          </BrowserRouter>
        </ToastProvider>
      </QueryClientProvider>
    </FaultBoundary>
  );
}
