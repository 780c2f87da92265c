/** Scanners need four light modules around the code (ISO/IEC 18004). */
const QUIET = 4;

/** The dark and light modules of a QR code, as its encoder gives them. */
export interface QrModules {
  size: number;
  get(row: number, column: number): number | boolean;
}

/** Dark modules beside each other: `width` of them from (`x`, `y`) on, quiet zone included. */
export interface QrRun {
  x: number;
  y: number;
  width: number;
}

/** A QR code as few rectangles one module high, and the side of its square with the quiet zone, in modules. */
export function qrRuns(modules: QrModules): { runs: QrRun[]; size: number } {
  const runs: QrRun[] = [];
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue;
      let width = 1;
      while (column + width < modules.size && modules.get(row, column + width)) width++;
      runs.push({ x: column + QUIET, y: row + QUIET, width });
      column += width;
    }
  }
  return { runs, size: modules.size + 2 * QUIET };
}
