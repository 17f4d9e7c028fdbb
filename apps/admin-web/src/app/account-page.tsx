import { Account } from '../features/session/components/account.js';
import { useSignedInUser } from './signed-in-user.js';

export default function AccountPage() {
  return <Account user={useSignedInUser()} />;
}
