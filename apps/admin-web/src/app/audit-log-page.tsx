import { AuditLog } from '../features/audit/components/audit-log.js';
import { paths } from '../lib/paths.js';
import { maySee } from './navigation.js';
import { useSignedInUser } from './signed-in-user.js';

export default function AuditLogPage() {
  return <AuditLog maySeeBatches={maySee(useSignedInUser().role, paths.batches())} />;
}
