import QRCode from 'qrcode';

/** Scanners need four light modules around the code (ISO/IEC 18004). */
const QUIET = 4;

/** A QR code as one SVG path, and the side of its square, quiet zone included, in modules. */
export function qrPath(payload: string, errorCorrectionLevel: 'M' | 'H'): { path: string; size: number } {
  const { modules } = QRCode.create(payload, { errorCorrectionLevel });
  let path = '';
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue;
      let width = 1;
      while (column + width < modules.size && modules.get(row, column + width)) width++;
      path += `M${column + QUIET} ${row + QUIET}h${width}v1h-${width}Z`;
      column += width;
    }
  }
  return { path, size: modules.size + 2 * QUIET };
}
