import { z } from 'zod';
import { adminIdSchema } from './common.js';

export const adminRoles = ['moderator', 'operator', 'admin'] as const;
export const adminRoleSchema = z.enum(adminRoles);
export type AdminRole = z.infer<typeof adminRoleSchema>;

/** 1 to 64 of letters, digits and `._-`, compared without regard to case. */
export const usernameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/i, 'must be 1 to 64 letters, digits, dots, dashes or underscores')
  .transform((name) => name.toLowerCase());

export const passwordMinChars = 8;
export const passwordMaxChars = 200;

/** A password that is being set. One that is being tried has only the upper bound. */
export const newPasswordSchema = z
  .string()
  .min(passwordMinChars, `must have at least ${passwordMinChars} characters`)
  .max(passwordMaxChars);

const triedPasswordSchema = z.string().max(1000);
export const totpCodeSchema = z
  .string()
  .transform((code) => code.replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'must be the 6 digits that the authenticator shows'));

/** `POST /api/session`. Anything else than the right three is the same 401, so `totp` isn't checked for its form here. */
export const signInSchema = z.strictObject({
  username: z.string().max(200),
  password: triedPasswordSchema,
  totp: z.string().max(20).optional(),
});

export const sessionUserSchema = z.object({
  id: adminIdSchema,
  username: z.string(),
  role: adminRoleSchema,
  hasTotp: z.boolean(),
  /** True where ADMIN_REQUIRE_TOTP is set and this user has none yet: every route but the session's own answers 403. */
  mustEnrolTotp: z.boolean(),
});

export const sessionAnswerSchema = z.object({
  user: sessionUserSchema,
  /** Until when the password counts as given recently (15 minutes after sign-in or confirmation); ISO 8601. */
  confirmedUntil: z.iso.datetime(),
});

/** `POST /api/session/confirmation`: 204, or 401 for a wrong password. */
export const confirmationSchema = z.strictObject({ password: triedPasswordSchema });

/** `POST /api/session/password`: 204; ends every other session of the user. */
export const changePasswordSchema = z.strictObject({ password: triedPasswordSchema, newPassword: newPasswordSchema });

/** `POST /api/session/totp`: `{}` begins an enrolment, `{code}` of the new secret completes it. */
export const enrolTotpSchema = z.strictObject({ code: totpCodeSchema.optional() });

export const totpEnrolmentSchema = z.object({
  /** Base32, for those who cannot scan. */
  secret: z.string(),
  /** `otpauth://totp/...` */
  uri: z.string(),
  /** The URI as a QR code: a `data:image/svg+xml` address for an `img`. */
  qrCode: z.string(),
});

export type SignIn = z.infer<typeof signInSchema>;
export type SessionUser = z.infer<typeof sessionUserSchema>;
export type SessionAnswer = z.infer<typeof sessionAnswerSchema>;
export type Confirmation = z.infer<typeof confirmationSchema>;
export type ChangePassword = z.infer<typeof changePasswordSchema>;
export type EnrolTotp = z.infer<typeof enrolTotpSchema>;
export type TotpEnrolment = z.infer<typeof totpEnrolmentSchema>;
