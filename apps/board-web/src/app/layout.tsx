import { Outlet, ScrollRestoration } from 'react-router';
import { Header } from './header.js';
import { OfflineNotice } from './offline-notice.js';

/** What every page has around it. Going back finds the place where one was. */
export function Layout() {
  return (
    <div className="mx-auto max-w-[44rem] px-5 pb-24 pt-5 sm:px-6">
      <Header />
      <OfflineNotice />
      <main>
        <Outlet />
      </main>
      <ScrollRestoration />
    </div>
  );
}
