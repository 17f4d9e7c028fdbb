import type { SessionUser } from '@initialsdb/contracts/admin';
import { Navigate, useOutletContext } from 'react-router';
import { homeOf } from './navigation.js';

/** The first page of who is signed in. */
export function HomePage() {
  const user = useOutletContext<SessionUser>();
  return <Navigate to={homeOf(user.role)} replace />;
}
