import { webApp } from '../../libs/ui/vite/web-app.js';

export default webApp({ name: 'board-web', apiPort: 8080, initialScriptMaxKilobytes: 120 });
