import { Outlet } from 'react-router';
import { useScrollRestoration } from '@initialsdb/web';
import { Header } from './header.js';
import { OfflineNotice } from './offline-notice.js';

/** What every page has around it. */
export function Layout() {
  useScrollRestoration();
  return (
    <div className="mx-auto max-w-[44rem] px-5 pb-24 pt-5 sm:px-6">
      <Header />
      <OfflineNotice />
      <main>
        <Outlet />
      </main>
    </div>
  );
}
