import { Param, type PipeTransform } from '@nestjs/common';
import { notFound } from '@initialsdb/server';

/** Ids in paths are positive integers below 2^53 in their usual writing; anything else names nothing. */
export const idPipe: PipeTransform<string, number> = {
  transform(text) {
    const id = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!Number.isSafeInteger(id)) throw notFound();
    return id;
  },
};

/** The `:id` of a path. */
export const IdParam = () => Param('id', idPipe);
