export { Dashboard as default } from '../features/stats/components/dashboard.js';
