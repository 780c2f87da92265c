import { ImageRefused } from '../../../platform/files/image-refused.js';
import { normaliseUpload } from '../../../platform/files/read-upload.js';
import { Problem } from '../../../platform/http/problem.js';

/** A paper as it is kept. */
export interface Paper {
  format: 'jpg' | 'pdf';
  bytes: Buffer;
}

/**
 * Reads what somebody sent as a paper, by its content and never by its name: a picture becomes ours (upright, small,
 * without place and time), a PDF stays as it is and only ever leaves as a download.
 *
 * @throws Problem unsupported_type, too_large
 */
export async function readPaper(bytes: Buffer): Promise<Paper> {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') {
    // A reader looks for the end of the file in its last kilobyte; without one it was cut off on the way.
    if (!bytes.subarray(-1_024).includes('%%EOF')) throw new Problem('unsupported_type');
    return { format: 'pdf', bytes };
  }
  try {
    return { format: 'jpg', bytes: (await normaliseUpload(bytes)).bytes };
  } catch (error) {
    if (!(error instanceof ImageRefused)) throw error;
    throw new Problem(error.code === 'too_large' ? 'too_large' : 'unsupported_type');
  }
}
