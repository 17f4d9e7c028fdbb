import { Param } from '@nestjs/common';
import { idPipe } from '@initialsdb/server';

/** The `:id` of a path. */
export const IdParam = () => Param('id', idPipe());
