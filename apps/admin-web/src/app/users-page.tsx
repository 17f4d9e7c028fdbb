import { Users } from '../features/users/components/users.js';
import { useSignedInUser } from './signed-in-user.js';

export default function UsersPage() {
  return <Users ownId={useSignedInUser().id} />;
}
