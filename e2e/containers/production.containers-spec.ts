import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { describeArm64 } from './acts/arm64.js';
import { describeBackup } from './acts/backup.js';
import { describeConsole } from './acts/console.js';
import { describeContainers } from './acts/containers.js';
import { describeDev } from './acts/dev.js';
import { describeDeletion } from './acts/deletion.js';
import { describeDurability } from './acts/durability.js';
import { describeInstallation } from './acts/installation.js';
import { describeNetworks } from './acts/networks.js';
import { describeReleases } from './acts/releases.js';
import { describeTargets } from './acts/targets.js';
import { describeVisitor } from './acts/visitor.js';
import { failedStep } from './step.js';
import { World } from './world.js';

jest.setTimeout(300_000);

/** The acts build on each other, in this order: one installation lives through all of them. */
describe('production in containers', () => {
  const world = new World();
  beforeAll(() => world.open());
  afterAll(async () => {
    if (failedStep() !== undefined) process.stderr.write(await world.report());
    await world.close();
  });

  describeInstallation(world);
  describeVisitor(world);
  describeConsole(world);
  describeNetworks(world);
  describeContainers(world);
  describeDurability(world);
  describeTargets(world);
  describeBackup(world);
  describeReleases(world);
  describeArm64(world);
  describeDeletion(world);
  describeDev(world);
});
