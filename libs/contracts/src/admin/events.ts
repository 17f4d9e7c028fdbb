import { z } from 'zod';

/**
 * `GET /api/events` is a `text/event-stream`. Each `change` event's data is one of these: something of that kind is different now.
 * `ids` names listings where few changed; null says "many, look again".
 */
export const changeEventSchema = z.object({
  kind: z.enum(['listings', 'reports', 'blocks', 'backups']),
  ids: z.array(z.int()).nullable(),
});

export type ChangeEvent = z.infer<typeof changeEventSchema>;
