import { isAlias, isNode, parseDocument, visit } from 'yaml';

/** Of a compose file, what the rules look at. */
interface Service {
  image?: string;
  build?: { context?: string };
  [setting: string]: unknown;
}
interface Compose {
  name?: string;
  services?: Record<string, Service>;
  networks?: Record<string, { name?: string; internal?: boolean; external?: boolean }>;
  volumes?: Record<string, { name?: string }>;
}

/** Who may keep which capability, and what for: the docs of each file say it. */
const allowedCapabilities: Record<string, string[]> = {
  database: ['CHOWN', 'DAC_READ_SEARCH', 'FOWNER', 'SETGID', 'SETUID'],
  caddy: ['NET_BIND_SERVICE'],
};

const opensTheHost = ['privileged', 'network_mode', 'pid', 'ipc', 'userns_mode', 'devices', 'volumes_from', 'extends'];

/**
 * Every breach of this project's rules for compose files, one line each.
 * @param text of a docker-compose.yml
 */
export function breachesOf(text: string): string[] {
  const document = parseDocument(text);
  if (document.errors.length > 0) return document.errors.map(({ message }) => message);
  const compose = document.toJS() as Compose;
  return [
    ...literalBreaches(text, document),
    ...(compose.name ? [] : ['has no literal name']),
    ...Object.entries(compose.services ?? {}).flatMap(([name, service]) =>
      serviceBreaches(name, service).map((breach) => `${name}: ${breach}`),
    ),
    ...networkBreaches(compose),
    ...Object.entries(compose.volumes ?? {})
      .filter(([, volume]) => !volume?.name)
      .map(([name]) => `volume ${name} has no literal name`),
  ];
}

/** A reader sees every value where it stands, and a renamed copy is a matter of text. */
function literalBreaches(text: string, document: ReturnType<typeof parseDocument>): string[] {
  const breaches: string[] = [];
  visit(document, (_key, node) => {
    if (isAlias(node)) breaches.push(`uses the anchor ${node.source}`);
    else if (isNode(node) && 'anchor' in node && node.anchor) breaches.push(`has the anchor ${String(node.anchor)}`);
  });
  for (const line of text.split('\n').map((part) => part.replace(/(^|\s)#.*/, ''))) {
    if (line.includes('$')) breaches.push(`interpolates: ${line.trim()}`);
    if (/\.\.\//.test(line) && !/context: (\.\.\/)+dist\/images\//.test(line)) {
      breaches.push(`reaches out of its folder: ${line.trim()}`);
    }
  }
  return breaches;
}

function serviceBreaches(name: string, service: Service): string[] {
  const isOneShot = service['restart'] === 'no';
  const tmpfs = listOf(service['tmpfs']);
  const checks: [boolean, string][] = [
    [!/^[^:]+:(?!latest)[^:]+$/.test(service.image ?? ''), 'has no image with a tag'],
    [service['read_only'] !== true, 'has a writable root'],
    [!tmpfs.some((mount) => mount.startsWith('/tmp')), 'has no tmpfs of its own on /tmp'],
    [tmpfs.some((mount) => !/size=/.test(mount)), 'has a tmpfs without a size'],
    [listOf(service['cap_drop']).join() !== 'ALL', 'keeps capabilities'],
    [
      listOf(service['cap_add']).some((capability) => !allowedCapabilities[name]?.includes(capability)),
      'adds a capability',
    ],
    [!listOf(service['security_opt']).includes('no-new-privileges:true'), 'may gain privileges'],
    [!service['mem_limit'] || service['memswap_limit'] !== service['mem_limit'], 'has no memory limit, or may swap'],
    [!service['pids_limit'], 'has no limit of processes'],
    [!service['stop_grace_period'], 'has no stop_grace_period'],
    [!hasRotatedLogs(service), 'does not rotate its logs'],
    [!isOneShot && service['restart'] !== 'unless-stopped', 'does not restart'],
    [!isOneShot && !service['healthcheck'], 'has no health check'],
    [opensTheHost.some((setting) => setting in service), `opens the host (${opensTheHost.join(', ')})`],
    [JSON.stringify(service).includes('docker.sock'), 'reaches the engine'],
    [name === 'database' && listOf(service['networks']).length !== 1, 'is on more than one network'],
    [/-(app|admin):/.test(service.image ?? '') && service['user'] !== '1000:1000', 'does not run as 1000:1000'],
    [
      /-admin:/.test(service.image ?? '') && !tmpfs.some((mount) => mount.startsWith('/var/lib/postgresql')),
      'leaves the volume of its base image open',
    ],
    [listOf(service['env_file']).some((file) => file !== '.env'), 'reads settings from elsewhere than .env'],
  ];
  return [
    ...checks.filter(([isBroken]) => isBroken).map(([, breach]) => breach),
    ...portBreaches(name, service),
    ...environmentBreaches(service),
  ];
}

/** A published port bypasses a firewall like ufw: only Caddy may have one that others reach. */
function portBreaches(name: string, service: Service): string[] {
  return listOf(service['ports'])
    .filter((port) => name !== 'caddy' && !port.startsWith('127.0.0.1:'))
    .map((port) => `publishes ${port} beyond loopback`);
}

function environmentBreaches({ environment = {} }: Service): string[] {
  if (Array.isArray(environment) || typeof environment !== 'object' || environment === null) {
    return ['lists its environment instead of naming values'];
  }
  return Object.entries(environment).flatMap(([variable, value]) => [
    ...(value === null ? [`takes ${variable} from the caller's environment`] : []),
    ...(/(PASSWORD|SECRET|TOKEN|_KEY)$/.test(variable) ? [`has the secret ${variable} in its environment`] : []),
  ]);
}

function networkBreaches({ services = {}, networks = {} }: Compose): string[] {
  const used = Object.entries(networks);
  return [
    ...used.filter(([, network]) => !network?.name).map(([name]) => `network ${name} has no literal name`),
    ...(networks['app_net'] && !networks['app_net'].internal ? ['app_net is not internal'] : []),
    ...Object.entries(services)
      .filter(([, service]) => listOf(service['networks']).length === 0)
      .map(([name]) => `${name}: is on the default network`),
  ];
}

function hasRotatedLogs(service: Service): boolean {
  const { options } = (service['logging'] ?? {}) as { options?: Record<string, string> };
  return Boolean(options?.['max-size'] && options['max-file']);
}

/** A list, or the names of a map. */
function listOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}
