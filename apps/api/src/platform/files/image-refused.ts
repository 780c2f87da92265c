/** Why a picture was not taken; the first two are codes of the public error table. */
export type ImageRefusal = 'unsupported_type' | 'too_large' | 'unreadable';

/** A picture that was sent to us cannot be stored. The message is for logs; readers get words by `code`. */
export class ImageRefused extends Error {
  constructor(
    readonly code: ImageRefusal,
    message: string,
  ) {
    super(message);
    this.name = 'ImageRefused';
  }
}

/** No picture with this hash is stored here. */
export class ImageNotFound extends Error {
  readonly code = 'not_found';

  constructor(readonly sha: string) {
    super(`No image ${sha} is stored`);
    this.name = 'ImageNotFound';
  }
}
