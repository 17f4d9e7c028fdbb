import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { describeContainers } from './acts/containers.js';
import { describeDurability } from './acts/durability.js';
import { describeInstallation } from './acts/installation.js';
import { describeNetworks } from './acts/networks.js';
import { describeVisitor } from './acts/visitor.js';
import { World } from './world.js';

jest.setTimeout(180_000);

/** The acts build on each other, in this order: one installation lives through all of them. */
describe('production in containers', () => {
  const world = new World();
  beforeAll(() => world.open());
  afterAll(() => world.close());

  describeInstallation(world);
  describeVisitor(world);
  describeNetworks(world);
  describeContainers(world);
  describeDurability(world);
});
