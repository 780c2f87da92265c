import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';

interface CreationOptions {
  challenge: string;
  rp: { id: string };
  user: { id: string };
}
interface RequestOptions {
  challenge: string;
  rpId: string;
}

/** What may be wrong with an answer. */
export interface Flaw {
  origin?: string;
  rpId?: string;
  /** No finger, face or PIN was asked for. */
  unverified?: boolean;
  /** A count of uses other than the next one. */
  counter?: number;
  challenge?: string;
  /** The signature of other bytes. */
  badSignature?: boolean;
}

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const WITH_CREDENTIAL = 0x40;

/**
 * A telephone that keeps a passkey (WebAuthn level 3, ES256, attestation "none"), in a few lines of its own, so that what
 * the API believes is judged by somebody else.
 */
export class Authenticator {
  counter = 0;
  readonly credentialId = randomBytes(32);
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  private userHandle = '';

  /** @param counts false: a key that always says 0, as synchronised ones do */
  constructor(
    private readonly origin: string,
    private readonly counts = true,
  ) {}

  /** What `navigator.credentials.create` answers, as JSON. */
  create(options: CreationOptions, flaw: Flaw = {}): Record<string, unknown> {
    this.userHandle = options.user.id;
    const authData = Buffer.concat([
      this.authData(flaw.rpId ?? options.rp.id, flaw, WITH_CREDENTIAL),
      Buffer.alloc(16),
      Buffer.from([0, this.credentialId.length]),
      this.credentialId,
      coseKey(this.keys.publicKey),
    ]);
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      text('fmt'), text('none'),
      text('attStmt'), Buffer.from([0xa0]),
      text('authData'), bytes(authData),
    ]); // prettier-ignore
    return this.answer({
      clientDataJSON: this.clientData('webauthn.create', options.challenge, flaw),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    });
  }

  /** What `navigator.credentials.get` answers, as JSON. */
  get(options: RequestOptions, flaw: Flaw = {}): Record<string, unknown> {
    if (this.counts) this.counter = flaw.counter ?? this.counter + 1;
    const clientDataJSON = this.clientData('webauthn.get', options.challenge, flaw);
    const authData = this.authData(flaw.rpId ?? options.rpId, flaw, 0);
    const clientHash = sha256(Buffer.from(clientDataJSON, 'base64url'));
    const signed = Buffer.concat([authData, flaw.badSignature === true ? sha256(clientHash) : clientHash]);
    return this.answer({
      clientDataJSON,
      authenticatorData: authData.toString('base64url'),
      signature: createSign('sha256').update(signed).sign(this.keys.privateKey).toString('base64url'),
      userHandle: this.userHandle,
    });
  }

  private answer(response: object): Record<string, unknown> {
    const id = this.credentialId.toString('base64url');
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }

  private clientData(type: string, challenge: string, flaw: Flaw): string {
    const data = {
      type,
      challenge: flaw.challenge ?? challenge,
      origin: flaw.origin ?? this.origin,
      crossOrigin: false,
    };
    return Buffer.from(JSON.stringify(data)).toString('base64url');
  }

  private authData(rpId: string, { unverified = false }: Flaw, more: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    const flags = USER_PRESENT | (unverified ? 0 : USER_VERIFIED) | more;
    return Buffer.concat([sha256(Buffer.from(rpId)), Buffer.from([flags]), counter]);
  }
}

const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest();

/** CBOR (RFC 8949): a text and a byte string. */
const text = (value: string): Buffer =>
  Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
const bytes = (value: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0x59, value.length >> 8, value.length & 0xff]), value]);

/** A COSE key (RFC 9052): kty EC2, alg ES256, crv P-256, x, y. */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const coordinate = (value: string): Buffer =>
    Buffer.concat([Buffer.from([0x58, 32]), Buffer.from(value, 'base64url')]);
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    coordinate(x),
    Buffer.from([0x22]),
    coordinate(y),
  ]);
}
