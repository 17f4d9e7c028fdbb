import type pg from 'pg';
import { ProductHome, type ProductOptions, type RunningCommand } from './product-home.js';

/** The really started product. */
export interface Product {
  boardUrl: string;
  /** Where /live, /ready and /metrics of the board are. */
  managementUrl: string;
  adminUrl: string;
  dataDir: string;
  /** All that the launcher printed. */
  output: () => string;
  /** Runs one statement as the database's owner. */
  query: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;
  /** Fills the board with varied listings, as `make seed` does. */
  seed: (count: number) => Promise<void>;
  /** Takes the database away, in order; the launcher starts it itself after some ten seconds. */
  stopDatabase: () => Promise<void>;
  /** Brings it back where it was. */
  startDatabase: () => Promise<void>;
  /** Both, one after the other. */
  restartDatabase: () => Promise<void>;
  /** Ends everything as Ctrl-C does and removes its data. */
  stop: () => Promise<void>;
}

/**
 * Starts the product as `make start` does, on free ports and with data of its own.
 *
 * @example const product = await startProduct({ env: { POW_DIFFICULTY: '8' } });
 */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const home = await ProductHome.create();
  try {
    return productAt(home, await home.start(options), options);
  } catch (error) {
    await home.remove();
    throw error;
  }
}

function productAt(home: ProductHome, launcher: RunningCommand, { env = {} }: ProductOptions): Product {
  const [board, management, admin] = home.ports;
  const server = home.embedded();
  const port = server.status()?.port;
  const startDatabase = async () => void (await server.start(port));
  const stopDatabase = () => server.stop();
  return {
    boardUrl: `http://localhost:${board}`,
    managementUrl: `http://127.0.0.1:${management}`,
    adminUrl: `http://localhost:${admin}`,
    dataDir: home.dataDir,
    output: () => launcher.output,
    query: (text, values) => home.query(text, values, env['DB_OWNER_PASSWORD']),
    async seed(count) {
      const seeding = home.run('seed', { env, args: [String(count)] });
      if ((await seeding.ends()) !== 0) throw new Error(`It could not be seeded:\n${seeding.output}`);
    },
    stopDatabase,
    startDatabase,
    restartDatabase: () => stopDatabase().then(startDatabase),
    stop: () => launcher.stop().then(() => home.remove()),
  };
}
