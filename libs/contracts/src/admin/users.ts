import { z } from 'zod';
import { adminIdSchema } from './common.js';
import { adminRoleSchema, newPasswordSchema, usernameSchema } from './session.js';

export const adminUserSchema = z.object({
  id: adminIdSchema,
  username: z.string(),
  role: adminRoleSchema,
  isDisabled: z.boolean(),
  hasTotp: z.boolean(),
  lastSignInAt: z.iso.datetime().nullable(),
});

export const usersAnswerSchema = z.object({ users: z.array(adminUserSchema) });
export const userAnswerSchema = z.object({ user: adminUserSchema });

export const createUserSchema = z.strictObject({
  username: usernameSchema,
  password: newPasswordSchema,
  role: adminRoleSchema,
});

/** Any of them; each change but `role: same` ends every session of that user. `hasTotp: false` takes the authenticator off. */
export const updateUserSchema = z
  .strictObject({
    role: adminRoleSchema.optional(),
    isDisabled: z.boolean().optional(),
    password: newPasswordSchema.optional(),
    hasTotp: z.literal(false).optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'must change something');

export type AdminUser = z.infer<typeof adminUserSchema>;
export type CreateUser = z.infer<typeof createUserSchema>;
export type UpdateUser = z.infer<typeof updateUserSchema>;
