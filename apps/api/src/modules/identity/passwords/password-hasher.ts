import { Injectable } from '@nestjs/common';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../../../platform/http/problem.js';

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes, one lane. About 20 ms of one core. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * Hashing fills a core: one at a time, and after each twice as long a rest, so that a third of a core at most is taken from
 * everybody who is reading. This many may wait for it, a second or two; whoever comes after is told to come back.
 */
const RESTS = 2;
const LONGEST_QUEUE = 24;
/** So many more where somebody has signed in before: strangers who fill the queue do not keep them out. */
const PLACES_FOR_KNOWN = 8;
const RETRY_AFTER_SECONDS = 2;

/** A hash of nobody's password: an account that does not exist takes as long to refuse as a wrong password. */
const NOBODYS =
  '$argon2id$v=19$m=19456,t=2,p=1$a9GAde8Bi61bceZrNRscwQ$mgdmysq2vxuR4Khpnag2OsE4gUBYbbdPNTGTbQr4+fQ';

/** Hashes and compares passwords, one at a time in a process. */
@Injectable()
export class PasswordHasher {
  private waiting = 0;
  private last: Promise<unknown> = Promise.resolve();

  /**
   * Asked before anything else is done for somebody who would have to wait: being told to come back costs them no try, and
   * the floor no statement.
   *
   * @param isKnown whether it is for a device on which its owner has signed in before
   * @throws Problem rate_limited when too many are waiting
   */
  demandRoom(isKnown = false): void {
    if (this.waiting >= LONGEST_QUEUE + (isKnown ? PLACES_FOR_KNOWN : 0))
      throw new Problem('rate_limited', { retryAfterSeconds: RETRY_AFTER_SECONDS });
  }

  /** @throws Problem rate_limited when too many are waiting */
  hash(password: string): Promise<string> {
    return this.inTurn(false, () => hash(password, PARAMETERS));
  }

  /**
   * Whether the password is the one of that hash; with null always false, after the same work. A hash made with weaker
   * parameters than today's is made anew: only now is the password at hand.
   *
   * @throws Problem rate_limited when too many are waiting
   */
  check(
    known: string | null,
    password: string,
    isKnown = false,
  ): Promise<{ right: boolean; renewed: string | null }> {
    return this.inTurn(isKnown, async () => {
      const right = (await verify(known ?? NOBODYS, password).catch(() => false)) && known !== null;
      return { right, renewed: right && isOutdated(known) ? await hash(password, PARAMETERS) : null };
    });
  }

  private async inTurn<T>(isKnown: boolean, work: () => Promise<T>): Promise<T> {
    this.demandRoom(isKnown);
    this.waiting += 1;
    let tookMs = 0;
    const turn = this.last.then(async () => {
      const begun = performance.now();
      try {
        return await work();
      } finally {
        tookMs = performance.now() - begun;
        this.waiting -= 1;
      }
    });
    this.last = turn.catch(() => undefined).then(() => pause(RESTS * tookMs));
    return turn;
  }
}

function isOutdated(known: string): boolean {
  const { memoryCost, timeCost, parallelism } = parseOptions(known);
  return (
    memoryCost !== PARAMETERS.memoryCost ||
    timeCost !== PARAMETERS.timeCost ||
    parallelism !== PARAMETERS.parallelism
  );
}
