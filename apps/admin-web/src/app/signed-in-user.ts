import type { SessionUser } from '@initialsdb/contracts/admin';
import { useOutletContext } from 'react-router';

/** Who looks at a page of the layout. */
export function useSignedInUser(): SessionUser {
  return useOutletContext<SessionUser>();
}
