import { ImageRefused } from './image-refused.js';
import { pdfFault } from './inspect-pdf.js';
import { readPicture } from './read-upload.js';
import { refusedFile } from './refused-file.js';

/** A paper as it is kept: a certificate, an identity card, a page of an application. */
export interface Paper {
  format: 'jpg' | 'pdf';
  bytes: Buffer;
}

/**
 * Reads what somebody sent as a paper, by its content and never by its name: a picture becomes ours (upright, small,
 * without place and time), a PDF stays as it is, because it may be signed, and only ever
 * leaves as a download; one that acts by itself is not taken.
 *
 * @throws Problem unsupported_type, too_large, each with what is wrong with `file`
 */
export async function readPaper(bytes: Buffer): Promise<Paper> {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') {
    // A reader looks for the end of the file in its last kilobyte; without one it was cut off on the way.
    if (!bytes.subarray(-1_024).includes('%%EOF')) throw refusedFile('not_a_paper');
    const fault = pdfFault(bytes);
    if (fault !== null) throw refusedFile(fault);
    return { format: 'pdf', bytes };
  }
  try {
    return { format: 'jpg', bytes: (await readPicture(bytes)).bytes };
  } catch (error) {
    if (!(error instanceof ImageRefused)) throw error;
    throw refusedFile(error.fault === 'not_a_picture' ? 'not_a_paper' : error.fault);
  }
}
