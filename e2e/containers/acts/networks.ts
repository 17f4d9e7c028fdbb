import { describe, expect } from '@jest/globals';
import { docker } from '../shell.js';
import { step } from '../step.js';
import type { World } from '../world.js';

interface Network {
  Internal: boolean;
  EnableIPv6: boolean;
}

export function describeNetworks(world: World) {
  describe('by its networks', () => {
    /** Runs a script in a container that is on edge_net alone, like another app's; answers what it says, parsed. */
    async function fromEdge<T>(script: string, ...args: string[]): Promise<T> {
      const edge = ['--network', world.names.edgeNet, 'node:24-bookworm-slim'];
      return JSON.parse(await docker('run', '--rm', ...edge, 'node', '-e', script, ...args)) as T;
    }

    /** Tries to reach `targets` (host:port) for some time; answers those reached. */
    const reachedFromEdge = (targets: string[], timeoutMs = 1500) =>
      fromEdge<string[]>(
        `
      const net = require('node:net');
      const [timeout, ...targets] = process.argv.slice(1);
      const reach = (target) => new Promise((done) => {
        const [host, port] = target.split(/:(?=\\d+$)/);
        const socket = net.connect({ host, port: Number(port), timeout: Number(timeout) });
        for (const end of ['error', 'timeout']) socket.on(end, () => { socket.destroy(); done(); });
        socket.on('connect', () => { socket.destroy(); done(target); });
      });
      Promise.all(targets.map(reach)).then((all) => console.log(JSON.stringify(all.filter(Boolean))));`,
        String(timeoutMs),
        ...targets,
      );

    /** How often each status came back when a challenge is asked for `times` times, each time in another's name. */
    const challengesFromEdge = (address: string, times: number) =>
      fromEdge<Record<string, number>>(
        `
      const [address, times] = process.argv.slice(1);
      const { protocol, hostname, port } = new URL(address);
      const { request } = require(protocol === 'https:' ? 'node:https' : 'node:http');
      const site = { servername: 'board.example.com', rejectUnauthorized: false, path: '/pow/challenge' };
      const ask = (n) => new Promise((done, fail) => {
        const headers = { Host: 'board.example.com', 'X-Forwarded-For': '198.51.100.' + n, 'X-Real-IP': '203.0.113.' + n };
        request({ ...site, host: hostname.replace(/[[\\]]/g, ''), port, headers }, (answer) => {
          answer.resume();
          done(answer.statusCode);
        }).on('error', fail).end();
      });
      (async () => {
        const counts = {};
        for (let n = 0; n < Number(times); n += 1) {
          const status = await ask(n);
          counts[status] = (counts[status] ?? 0) + 1;
        }
        console.log(JSON.stringify(counts));
      })();`,
        address,
        String(times),
      );

    const networksOf = async (service: string, project?: string) =>
      (await world.inspect(service, project)).NetworkSettings.Networks;

    step('puts each container on the networks it needs, and the database on one', async () => {
      const { appNet, edgeNet, adminNet, caddy } = world.names;
      const joined = async (service: string, project?: string) =>
        Object.keys(await networksOf(service, project)).toSorted();
      expect(await joined('database')).toEqual([appNet]);
      expect(await joined('app')).toEqual([appNet, edgeNet].toSorted());
      expect(await joined('admin')).toEqual([appNet, adminNet].toSorted());
      expect(await joined('caddy', caddy)).toEqual([adminNet, edgeNet].toSorted());
      const network = async (name: string) => (JSON.parse(await docker('network', 'inspect', name)) as Network[])[0];
      expect(await network(appNet)).toMatchObject({ Internal: true });
      expect(await network(adminNet)).toMatchObject({ Internal: true });
      expect(await network(edgeNet)).toMatchObject({ EnableIPv6: true });
    });

    step('lets the edge reach the board, but not the console or the database', async () => {
      const addressesOf = async (service: string) =>
        Object.values(await networksOf(service)).map(({ IPAddress }) => IPAddress);
      const [admin, database] = [await addressesOf('admin'), await addressesOf('database')];
      expect([admin.length, database.length]).toEqual([2, 1]);
      const forbidden = [
        ...['initialsdb-admin', ...admin].flatMap((host) => [`${host}:8081`, `${host}:9081`]),
        ...['initialsdb-database', ...database].map((host) => `${host}:5432`),
        ...[1, 2].map((host) => `${world.names.adminSubnet}.${host}:8443`),
      ];
      expect(await reachedFromEdge(forbidden)).toEqual([]);
      // Looked up by name, which may take an engine some time.
      expect(await reachedFromEdge(['initialsdb-app:8080'], 20_000)).toEqual(['initialsdb-app:8080']);
    });

    step('publishes no port but those of Caddy, and the console on loopback alone', async () => {
      const published = async (service: string, project?: string) =>
        Object.entries((await world.inspect(service, project)).HostConfig.PortBindings).flatMap(([port, bindings]) =>
          (bindings ?? []).map(({ HostIp }) => `${HostIp} ${port}`),
        );
      for (const service of ['database', 'app', 'admin']) expect(await published(service)).toEqual([]);
      expect(await published('caddy', world.names.caddy)).toContain('127.0.0.1 8443/tcp');
      expect(await reachedFromEdge([`${world.names.edgeSubnet}.1:${world.stage.ports.console}`])).toEqual([]);
    });

    step('does not serve the console under the board’s name or port', async () => {
      const console = await world.board.ask('GET', '/api/session');
      expect(console).toMatchObject({ status: 404, text: expect.stringContaining('NOT_FOUND') });
    });

    step('gives each visitor a budget of their own, by IPv4 and by IPv6, and believes nobody but Caddy', async () => {
      const limit = 30;
      const caddy = { v4: `https://${world.names.edgeSubnet}.2`, v6: `https://[${world.names.edgeSubnet6}:2]` };
      for (const address of [caddy.v4, caddy.v6, 'http://initialsdb-app:8080']) {
        const counts = await challengesFromEdge(address, limit + 5);
        expect(counts['429']).toBeGreaterThanOrEqual(5);
        // Past Caddy it may be the same client as before, whose budget is spent.
        if (address.startsWith('https'))
          expect({ address, counts }).toEqual({ address, counts: { 200: limit, 429: 5 } });
      }
    });
  });
}
