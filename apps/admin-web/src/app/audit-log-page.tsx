export { AuditLog as default } from '../features/audit/components/audit-log.js';
