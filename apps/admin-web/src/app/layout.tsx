import type { SessionUser } from '@initialsdb/contracts/admin';
import { BlackSquare, Button, ThemeSwitch } from '@initialsdb/ui';
import { useScrollRestoration } from '@initialsdb/web';
import { Suspense, useState } from 'react';
import { Link, Outlet } from 'react-router';
import { BackupBanner } from '../features/backups/components/backup-banner.js';
import { SignOutButton } from '../features/session/components/sign-out-button.js';
import { paths } from '../lib/paths.js';
import { ModerationProvider } from '../lib/visibility/moderation.js';
import { Allowed } from './allowed.js';
import { LiveChanges } from './live-changes.js';
import { homeOf, maySee, Navigation } from './navigation.js';
import { ShortcutsHelp } from './shortcuts-help.js';

/** The navigation at the left, above the page where the window is narrow; the page of the URL beside it. */
export function Layout({ user }: { user: SessionUser }) {
  const [isOpen, setIsOpen] = useState(false);
  useScrollRestoration();
  return (
    <ModerationProvider>
      <div className="min-h-dvh text-md lg:grid lg:grid-cols-[13rem_1fr]">
        <LiveChanges />
        <a href="#page" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-paper focus:p-3">
          Skip to the page
        </a>
        <header className="flex flex-col print:hidden gap-3 border-line px-4 py-3 max-lg:border-b lg:sticky lg:top-0 lg:h-dvh lg:border-r lg:py-5">
          <div className="flex items-center gap-2.5 px-2">
            <Link to={homeOf(user.role)} className="flex items-center gap-2.5 coarse:py-3 font-semibold tracking-tight">
              <BlackSquare className="size-[1.125rem]" />
              initialsdb admin
            </Link>
            <Button
              look="quiet"
              size="sm"
              className="ml-auto lg:hidden"
              aria-expanded={isOpen}
              aria-controls="menu"
              onClick={() => setIsOpen(!isOpen)}
            >
              Menu
            </Button>
          </div>
          <div id="menu" className={isOpen ? 'flex grow flex-col gap-3' : 'hidden grow flex-col gap-3 lg:flex'}>
            <Navigation role={user.role} onFollow={() => setIsOpen(false)} />
            <div className="mt-auto flex items-end justify-between px-2 text-sm text-soft">
              <div className="flex flex-col gap-1 coarse:gap-6 coarse:py-3">
                <Link
                  to={paths.account()}
                  className="hover:text-ink hover:underline coarse:-my-3 coarse:py-3"
                  onClick={() => setIsOpen(false)}
                >
                  Signed in as {user.username}
                </Link>
                <ShortcutsHelp />
                <SignOutButton />
              </div>
              <ThemeSwitch className="-mb-2 -mr-2" />
            </div>
          </div>
        </header>
        <main id="page" tabIndex={-1} className="min-w-0 px-4 pb-24 pt-5 outline-none sm:px-7">
          <BackupBanner maySee={maySee(user.role, paths.backups())} />
          <Suspense fallback={<p className="animate-late-in text-soft">Loading…</p>}>
            <Allowed role={user.role}>
              <Outlet context={user} />
            </Allowed>
          </Suspense>
        </main>
      </div>
    </ModerationProvider>
  );
}
