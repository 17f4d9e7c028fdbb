import { Navigate } from 'react-router';
import { homeOf } from './navigation.js';
import { useSignedInUser } from './signed-in-user.js';

/** The first page of who is signed in. */
export function HomePage() {
  return <Navigate to={homeOf(useSignedInUser().role)} replace />;
}
