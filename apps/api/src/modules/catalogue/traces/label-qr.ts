import { create } from 'qrcode';
import { qrRuns, type QrRun } from '#kernel/qr-runs';

/** Codes on packets are rubbed, wetted and creased: a quarter of one may be unreadable (level Q of ISO/IEC 18004). */
export function labelQr(url: string): { runs: QrRun[]; size: number } {
  return qrRuns(create(url, { errorCorrectionLevel: 'Q' }).modules);
}
