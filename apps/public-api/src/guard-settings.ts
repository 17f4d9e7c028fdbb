import type { PublicConfig } from '@initialsdb/config';
import type { GuardSettings } from '@initialsdb/guards';

/** The guards' settings as this deployable's environment has them. */
export function guardSettingsOf({ guards, bodyMaxBytes, rateLimit, proofOfWork }: PublicConfig): GuardSettings {
  const { windowMs, ...limits } = rateLimit;
  return {
    bodySize: { isEnabled: guards.bodySize, maxBytes: bodyMaxBytes },
    rateLimit: { isEnabled: guards.rateLimit, windowMs, limits },
    proofOfWork: { isEnabled: guards.proofOfWork, ...proofOfWork },
  };
}
