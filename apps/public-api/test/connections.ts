import { afterEach } from '@jest/globals';
import { RawConnection } from '@initialsdb/testing';
import type { TestApi } from './public-api.js';

/** Opens connections for the bytes of a request, which are closed after each test. */
export function useConnections(): (api: TestApi) => RawConnection {
  const connections: RawConnection[] = [];
  afterEach(() => connections.splice(0).forEach((connection) => connection.close()));
  return (api) => {
    const connection = new RawConnection(api.port);
    connections.push(connection);
    return connection;
  };
}
