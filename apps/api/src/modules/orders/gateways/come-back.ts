import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { Problem } from '../../../platform/http/problem.js';
import { ReadSession } from './read-session.js';

/**
 * The browser is back from a page it may have paid on. What it brings along is not believed: the gateway is asked, and
 * the order's page says how it stands.
 */
@Injectable()
export class ComeBack {
  constructor(
    private readonly readSession: ReadSession,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Where the browser goes on to. @throws Problem not_found */
  async run(sessionId: string): Promise<string> {
    const session = await this.readSession.run(sessionId);
    if (session === null) throw new Problem('not_found');
    return `${this.environment.publicUrl}/don-hang/${session.groupCode}`;
  }
}
