import { Inject, Injectable } from '@nestjs/common';
import { vietnamDay, type Day } from '#kernel/time';
import { addWorkingDays } from '#kernel/working-days';
import { ENVIRONMENT, type Environment } from '../../platform/config/config.module.js';
import { publicHolidays } from '../../platform/data/holidays.js';

/** Until when an application is answered, and what was asked for is added: working days, as the operator sets them. */
@Injectable()
export class Deadlines {
  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  /** The last day on which officers answer what was sent then. */
  answerBy(sentAt: Date): Day {
    return addWorkingDays(vietnamDay(sentAt), this.environment.applicationAnswerDays, publicHolidays);
  }

  /** The last day on which a seller adds what was asked for then. */
  addBy(askedAt: Date): Day {
    return addWorkingDays(vietnamDay(askedAt), this.environment.applicationAdditionDays, publicHolidays);
  }
}
