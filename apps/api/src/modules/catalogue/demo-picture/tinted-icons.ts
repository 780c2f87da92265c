import type { Oklch } from './colour.js';

interface Tint {
  /** The Noto icon that is repainted. */
  from: string;
  shift: (colour: Oklch) => Oklch;
}

const toHue =
  (h: number, chroma = 1, lightness = 0): Tint['shift'] =>
  (colour) => ({ l: Math.min(0.97, Math.max(0.12, colour.l + lightness)), c: colour.c * chroma, h });

/**
 * Emoji draw what is eaten in other places. Repainted, the same drawings become what Cà Mau lands: a live mud
 * crab is olive, a tiger prawn grey-green, fish dried in the sun is golden.
 */
export const tintedIcons: Readonly<Record<string, Tint | undefined>> = {
  'dried-fish': { from: 'fish', shift: toHue(68, 0.75, 0.04) },
  'river-fish': { from: 'fish', shift: toHue(130, 0.35, -0.04) },
  'dried-shrimp': { from: 'shrimp', shift: toHue(42, 0.85, -0.03) },
  'tiger-prawn': { from: 'shrimp', shift: toHue(165, 0.26, -0.12) },
  'mud-crab': { from: 'crab', shift: toHue(125, 0.42, -0.14) },
  'three-striped-crab': { from: 'crab', shift: toHue(15, 0.6, -0.17) },
  'dried-squid': { from: 'squid', shift: toHue(58, 0.6, 0.03) },
  pomelo: { from: 'tangerine', shift: toHue(122, 0.75, 0.02) },
  'leather-bag': { from: 'handbag', shift: toHue(50, 0.9, -0.06) },
  'leather-purse': { from: 'clutch-bag', shift: toHue(48, 0.7, -0.28) },
  'leather-sandal': { from: 'thong-sandal', shift: toHue(52, 0.8, -0.16) },
  'wooden-bowl': { from: 'bowl-with-spoon', shift: toHue(65, 0.6) },
};
