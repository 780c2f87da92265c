import { Param, type PipeTransform } from '@nestjs/common';
import { isUuid } from '#kernel/ids';
import { Problem } from './problem.js';

/** What cannot be an id names nothing. */
const idPipe: PipeTransform<string, string> = {
  transform: (value) => {
    if (!isUuid(value)) throw new Problem('not_found');
    return value.toLowerCase();
  },
};

/** An id in the address. @throws Problem not_found */
export const IdParam = (name: string): ParameterDecorator => Param(name, idPipe);
