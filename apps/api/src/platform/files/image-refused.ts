/** Codes of the public error table that a picture can be refused with. */
export type ImageRefusal = 'unsupported_type' | 'too_large' | 'unreadable';

/** What exactly is wrong; whoever sent the file reads words for each (refused-file.ts). */
export type ImageFault = 'not_a_picture' | 'heic' | 'too_many_bytes' | 'too_many_pixels' | 'damaged';

const codes: Readonly<Record<ImageFault, ImageRefusal>> = {
  not_a_picture: 'unsupported_type',
  heic: 'unsupported_type',
  too_many_bytes: 'too_large',
  too_many_pixels: 'too_large',
  damaged: 'unreadable',
};

/** A picture that was sent to us cannot be stored. The message is for logs; readers get words by `fault`. */
export class ImageRefused extends Error {
  readonly code: ImageRefusal;

  constructor(
    readonly fault: ImageFault,
    message: string,
  ) {
    super(message);
    this.name = 'ImageRefused';
    this.code = codes[fault];
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
