import type { AdminConfig } from '@initialsdb/config';
import type { Provider } from '@nestjs/common';

/** Token of the settings that this process was started with. */
export const ADMIN_CONFIG = Symbol('admin config');

export type { AdminConfig };

export function provideConfig(config: AdminConfig): Provider {
  return { provide: ADMIN_CONFIG, useValue: config };
}
