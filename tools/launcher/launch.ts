import { loadConfig, readEnvironment, startConfig } from '@initialsdb/config';
import { explain } from '../terminal/explain.js';
import { complain, outliveTerminal, report } from '../terminal/terminal.js';
import { Product } from './product.js';
import { StopRequest } from './stop-request.js';

/** Runs the product until it is asked to stop. @returns the exit code */
export async function launch(): Promise<number> {
  outliveTerminal();
  const request = new StopRequest();
  let product: Product | undefined;
  let code = 0;
  request.force.addEventListener('abort', () => void product?.stop(true));
  try {
    const environment = readEnvironment();
    product = new Product(loadConfig(startConfig, environment), environment.values);
    await product.start(request.signal);
    await request.wait();
  } catch (error) {
    if (!request.signal.aborted) {
      complain(explain(error));
      code = 1;
    }
  }
  try {
    await product?.stop();
    if (request.signal.aborted) report('stopped', 'nothing is left running');
  } catch (error) {
    complain(explain(error));
    code = 1;
  }
  return code;
}
