export { Blocks as default } from '../features/blocks/components/blocks.js';
