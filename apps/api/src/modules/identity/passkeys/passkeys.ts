import { Inject, Injectable } from '@nestjs/common';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { isSecret, randomSecret } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Challenges } from '../challenges.js';
import { Passkey } from './passkey.entity.js';

/** The public half of a key that a device has just made. */
export interface NewPasskey {
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
}

/** Longer than any credential id a device makes (WebAuthn level 3: 1,023 bytes). */
const LONGEST_CREDENTIAL_ID = 1_400;

/** Several megabytes of certificates and formats, for processes in which somebody shows a passkey. */
const webauthn = (): Promise<typeof import('@simplewebauthn/server')> => import('@simplewebauthn/server');

/**
 * WebAuthn with keys that are found by the device itself and ask for finger, face or PIN: two factors in one touch. Each
 * challenge is a row that opens once.
 */
@Injectable()
export class Passkeys {
  private readonly origin: string;
  private readonly rpId: string;

  constructor(
    private readonly transactions: Transactions,
    private readonly challenges: Challenges,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) environment: Environment,
  ) {
    this.origin = passkeyOrigin(environment);
    this.rpId = new URL(this.origin).hostname;
  }

  /** What the browser needs to make a key for that account; devices that have one already say so. */
  async registrationOptions(
    accountId: string,
    name: string,
    known: readonly string[],
  ): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const challenge = await this.transactions.run('account', (tx) =>
      this.challenges.open(tx, 'passkey_register', { accountId }),
    );
    const { generateRegistrationOptions } = await webauthn();
    return generateRegistrationOptions({
      rpName: this.floor.province.floorName,
      rpID: this.rpId,
      userName: name,
      userDisplayName: name,
      userID: new TextEncoder().encode(accountId),
      challenge: Buffer.from(challenge, 'base64url'),
      attestationType: 'none',
      excludeCredentials: known.map((id) => ({ id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  }

  /** The key a device made; null when the answer is not to the challenge of that account. */
  async readRegistration(accountId: string, response: object): Promise<NewPasskey | null> {
    const expectedChallenge = challengeOf(response);
    const open = await this.transactions.run('account', (tx) =>
      this.challenges.use(tx, 'passkey_register', expectedChallenge),
    );
    if (open?.accountId !== accountId) return null;
    const { verifyRegistrationResponse } = await webauthn();
    const verified = await verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge,
      expectedOrigin: this.origin,
      expectedRPID: this.rpId,
      requireUserVerification: true,
    }).catch(() => null);
    if (verified?.verified !== true) return null;
    const { id, publicKey, counter } = verified.registrationInfo.credential;
    return id.length > LONGEST_CREDENTIAL_ID
      ? null
      : { credentialId: id, publicKey: Buffer.from(publicKey), counter };
  }

  /** What the browser needs to show any key it has for this floor; the same for everybody. */
  async signInOptions(): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const secret = randomSecret();
    await this.transactions.run('account', (tx) => this.challenges.open(tx, 'passkey_sign_in', { secret }));
    const { generateAuthenticationOptions } = await webauthn();
    return generateAuthenticationOptions({
      rpID: this.rpId,
      challenge: Buffer.from(secret, 'base64url'),
      userVerification: 'required',
    });
  }

  /** The account whose key answered, or null. A counter that did not go on is refused: the key was copied. */
  async authenticate(response: object): Promise<string | null> {
    const expectedChallenge = challengeOf(response);
    const { id } = response as { id?: unknown };
    const passkey = await this.transactions.run('account', async (tx) => {
      const open = await this.challenges.use(tx, 'passkey_sign_in', expectedChallenge);
      if (open === null || typeof id !== 'string' || id.length > LONGEST_CREDENTIAL_ID) return null;
      return tx.findOneBy(Passkey, { credentialId: id });
    });
    if (passkey === null) return null;
    const { verifyAuthenticationResponse } = await webauthn();
    const verified = await verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge,
      expectedOrigin: this.origin,
      expectedRPID: this.rpId,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: Number(passkey.counter),
      },
      requireUserVerification: true,
    }).catch(() => null);
    return verified?.verified === true ? this.count(passkey, verified.authenticationInfo.newCounter) : null;
  }

  /** Keys that do not count always say 0. Of two answers with the same count one is taken. */
  private async count({ id, accountId }: Passkey, counter: number): Promise<string | null> {
    const [, taken] = await this.transactions.run('account', (tx) =>
      tx.query<[unknown[], number]>(
        `UPDATE passkeys SET counter = $2, last_used_at = $3, updated_at = $3
         WHERE id = $1 AND (counter < $2 OR counter = 0 AND $2 = 0)`,
        [id, counter, this.clock.now()],
      ),
    );
    return taken === 1 ? accountId : null;
  }
}

/** Keys are bound to a name; a demo that is reached by the machine's own address is so under `localhost` only. */
function passkeyOrigin({ webauthnOrigin, publicUrl }: Environment): string {
  if (webauthnOrigin !== null) return webauthnOrigin;
  const url = new URL(publicUrl);
  if (url.hostname === '127.0.0.1' || url.hostname === '[::1]') url.hostname = 'localhost';
  return url.origin;
}

/** The challenge the device says it answered; whether it is ours and still open is asked of the database. */
function challengeOf(response: object): string {
  try {
    const { clientDataJSON } = (response as { response: { clientDataJSON: string } }).response;
    const data = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')) as {
      challenge?: unknown;
    };
    return isSecret(data.challenge) ? data.challenge : '';
  } catch {
    return '';
  }
}
