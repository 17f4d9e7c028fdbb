export { Reports as default } from '../features/reports/components/reports.js';
