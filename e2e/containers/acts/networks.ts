import { describe, expect, it } from '@jest/globals';
import { docker } from '../shell.js';
import { names } from '../leftovers.js';
import { containerOf } from '../stage.js';
import type { World } from '../world.js';

export function describeNetworks(world: World) {
  describe('by its networks', () => {
    /** Tries to reach `targets` (host:port) from a container that is on edge_net alone; answers those reached. */
    async function reachedFromEdge(targets: string[]): Promise<string[]> {
      const script = `
      const net = require('node:net');
      const reach = (target) => new Promise((done) => {
        const [host, port] = target.split(/:(?=\\d+$)/);
        const socket = net.connect({ host, port: Number(port), timeout: 1500 });
        for (const end of ['error', 'timeout']) socket.on(end, () => { socket.destroy(); done(); });
        socket.on('connect', () => { socket.destroy(); done(target); });
      });
      Promise.all(process.argv.slice(1).map(reach)).then((all) => console.log(JSON.stringify(all.filter(Boolean))));`;
      const image = 'node:24-bookworm-slim';
      return JSON.parse(
        await docker('run', '--rm', '--network', names.edgeNet, image, 'node', '-e', script, ...targets),
      ) as string[];
    }

    async function addressesOf(service: string): Promise<string[]> {
      const networks = JSON.parse(
        await docker('inspect', '--format', '{{json .NetworkSettings.Networks}}', await containerOf(service)),
      ) as Record<string, { IPAddress: string }>;
      return Object.values(networks).map(({ IPAddress }) => IPAddress);
    }

    it('lets the edge reach the board, but not the console or the database', async () => {
      const [admin, database] = [await addressesOf('admin'), await addressesOf('database')];
      expect([admin.length, database.length]).toEqual([2, 1]);
      const forbidden = [
        ...['initialsdb-admin', ...admin].flatMap((host) => [`${host}:8081`, `${host}:9081`]),
        ...['initialsdb-database', ...database].map((host) => `${host}:5432`),
      ];
      expect(await reachedFromEdge(['initialsdb-app:8080', ...forbidden])).toEqual(['initialsdb-app:8080']);
    });

    it('publishes no port but those of Caddy, and the console on loopback alone', async () => {
      const published = async (container: string) =>
        Object.entries(
          JSON.parse(await docker('inspect', '--format', '{{json .HostConfig.PortBindings}}', container)) as Record<
            string,
            { HostIp: string }[] | null
          >,
        ).flatMap(([port, bindings]) => (bindings ?? []).map(({ HostIp }) => `${HostIp} ${port}`));
      for (const service of ['database', 'app', 'admin'])
        expect(await published(await containerOf(service))).toEqual([]);
      expect(await published(await containerOf('caddy', names.caddy))).toContain('127.0.0.1 8443/tcp');
      const gateway = `${names.edgeSubnet}.1`;
      expect(await reachedFromEdge([`${gateway}:${world.stage.ports.admin}`])).toEqual([]);
    });

    it('does not serve the console under the board’s name or port', async () => {
      const console = await world.board.ask('GET', '/api/session');
      expect(console).toMatchObject({ status: 404, text: expect.stringContaining('NOT_FOUND') });
    });
  });
}
