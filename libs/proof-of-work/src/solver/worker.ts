// The script of a proof-of-work worker: a chunk of its own, loaded from the page's own origin.
import type { WorkMessage, WorkerMessage } from './messages.js';
import { WorkerLoop } from './worker-loop.js';

const scope = globalThis as unknown as {
  postMessage(message: WorkerMessage): void;
  onmessage: ((event: MessageEvent<WorkMessage>) => void) | null;
};
const loop = new WorkerLoop((message) => {
  scope.postMessage(message);
});
scope.onmessage = ({ data }) => {
  loop.receive(data);
};
