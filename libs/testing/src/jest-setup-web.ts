// jsdom leaves out what every browser has and react-router reads while it loads.
import { TextDecoder, TextEncoder } from 'node:util';

Object.assign(globalThis, { TextDecoder, TextEncoder });
