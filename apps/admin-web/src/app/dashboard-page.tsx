import { NewestVerified } from '../features/backups/components/newest-verified.js';
import { Dashboard } from '../features/stats/components/dashboard.js';

export default function DashboardPage() {
  return <Dashboard newestVerifiedBackup={<NewestVerified />} />;
}
