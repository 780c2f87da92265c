import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { validationProblem } from './validation.js';

/**
 * Judges what a use case was given by its DTO, with the same strictness as the HTTP pipe: whoever calls a use case, a
 * controller, the seeder or a test, meets the same rules.
 *
 * @param input what is typed as the DTO already, or text fields of a form
 * @throws Problem validation_failed with every field that is wrong
 */
export async function checkInput<T extends object>(
  dto: new () => T,
  input: T | Readonly<Record<string, string>>,
): Promise<T> {
  const instance = plainToInstance(dto, input, { enableImplicitConversion: false, exposeUnsetFields: false });
  const errors = await validate(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
  });
  if (errors.length > 0) throw validationProblem(errors);
  return instance;
}
