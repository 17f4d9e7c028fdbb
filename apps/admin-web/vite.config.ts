import { webApp } from '../../libs/ui/vite/web-app.js';

export default webApp({ name: 'admin-web', apiPort: 8081, initialScriptMaxKilobytes: 200 });
