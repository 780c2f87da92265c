import QRCode from 'qrcode';
import { qrRuns } from '#kernel/qr-runs';

/** A QR code as one SVG path, and the side of its square, quiet zone included, in modules. */
export function qrPath(
  payload: string,
  errorCorrectionLevel: 'M' | 'Q' | 'H',
): { path: string; size: number } {
  const { runs, size } = qrRuns(QRCode.create(payload, { errorCorrectionLevel }).modules);
  const path = runs.map(({ x, y, width }) => `M${x} ${y}h${width}v1h-${width}Z`).join('');
  return { path, size };
}
