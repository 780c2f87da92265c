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
  'tiger-prawn': { from: 'shrimp', shift: toHue(190, 0.32, -0.12) },
  'mud-crab': { from: 'crab', shift: toHue(125, 0.42, -0.14) },
  'three-striped-crab': { from: 'crab', shift: toHue(15, 0.6, -0.17) },
  'dried-squid': { from: 'squid', shift: toHue(58, 0.6, 0.03) },
  pomelo: { from: 'tangerine', shift: toHue(122, 0.75, 0.02) },
  longan: { from: 'cherries', shift: ({ l, c, h }) => ({ l, c: c * 0.6, h: h > 100 ? h : 72 }) },
  'red-rice': { from: 'cooked-rice', shift: toHue(30, 1.2) },
  'leather-bag': { from: 'handbag', shift: toHue(50, 0.9, -0.06) },
  'leather-purse': { from: 'clutch-bag', shift: toHue(48, 0.7, -0.28) },
  'green-tea-bag': { from: 'teacup-without-handle', shift: toHue(120) },
};

/** A closed, slightly uneven round: nothing fried in a pan is a circle. */
function unevenDisc(cx: number, cy: number, radius: number, phase: number): string {
  const points = Array.from({ length: 36 }, (_, step) => {
    const angle = (step / 36) * 2 * Math.PI;
    const r = radius * (1 + 0.045 * Math.sin(5 * angle + phase) + 0.03 * Math.sin(9 * angle + 2 * phase));
    return `${(cx + r * Math.cos(angle)).toFixed(1)} ${(cy + r * Math.sin(angle)).toFixed(1)}`;
  });
  return `M${points.join('L')}Z`;
}

function cracker(cx: number, cy: number, radius: number, phase: number): string {
  const bubbles = Array.from({ length: 9 }, (_, n) => {
    const angle = n * 2.4 + phase;
    const away = radius * 0.27 * Math.sqrt(n);
    const x = (cx + away * Math.cos(angle)).toFixed(1);
    const y = (cy + away * Math.sin(angle)).toFixed(1);
    return `<circle cx="${x}" cy="${y}" r="${(radius * (0.09 + 0.025 * (n % 3))).toFixed(1)}" fill="#fff6e6" opacity=".75"/><circle cx="${x}" cy="${y}" r="${(radius * 0.05).toFixed(1)}" fill="#eba981" opacity=".55"/>`;
  });
  return `<path d="${unevenDisc(cx - 1.5, cy + 3.5, radius * 1.05, phase)}" fill="#b5683c" opacity=".55"/><path d="${unevenDisc(cx, cy + 2, radius, phase)}" fill="#d9905f"/><path d="${unevenDisc(cx, cy, radius, phase)}" fill="url(#crisp)"/>${bubbles.join('')}`;
}

const crackers = `<radialGradient id="crisp" cx=".42" cy=".36" r=".72"><stop stop-color="#fff3df"/><stop offset=".55" stop-color="#fcd9ae"/><stop offset=".86" stop-color="#f3b27d"/><stop offset="1" stop-color="#e4945c"/></radialGradient>${cracker(38, 46, 33, 0.4)}${cracker(92, 50, 31, 2.1)}${cracker(62, 84, 37, 4)}`;

const noniBumps = Array.from({ length: 26 }, (_, n) => {
  const angle = n * 2.39996;
  const away = Math.sqrt(n / 26);
  const x = (62 + 31 * away * Math.cos(angle)).toFixed(1);
  const y = (76 + 41 * away * Math.sin(angle)).toFixed(1);
  return `<circle cx="${x}" cy="${y}" r="5.6" fill="#8ea63f" opacity=".5"/><circle cx="${x}" cy="${y}" r="2.4" fill="#6d7f2b" opacity=".75"/>`;
}).join('');

/** Drawings of our own, for what no emoji shows: box 128 × 128, Noto's plain shading. */
export const drawnIcons: Readonly<Record<string, string | undefined>> = {
  'prawn-crackers': crackers,
  noni: `<radialGradient id="noni" cx=".38" cy=".3" r=".8"><stop stop-color="#e4ec9f"/><stop offset=".6" stop-color="#bccb62"/><stop offset="1" stop-color="#8aa03c"/></radialGradient><path d="M60 38C52 22 34 12 12 16c6 20 24 30 46 28z" fill="#3f8a3c"/><path d="M60 40c10-20 32-28 54-22-6 20-26 30-50 28z" fill="#57a548"/><path d="M16 18c16 6 30 14 44 24 12-12 30-20 50-24" fill="none" stroke="#2c6b2f" stroke-width="2"/><ellipse cx="62" cy="80" rx="37" ry="46" fill="url(#noni)"/>${noniBumps}<ellipse cx="48" cy="58" rx="9" ry="13" fill="#fff" opacity=".28" transform="rotate(24 48 58)"/>`,
  'salt-heap': `<linearGradient id="salt" x2="1" y2=".4"><stop stop-color="#fff"/><stop offset=".55" stop-color="#f1f4f6"/><stop offset="1" stop-color="#b9c6d1"/></linearGradient><ellipse cx="64" cy="106" rx="58" ry="13" fill="#c3cfd8"/><path d="M6 106c18-8 32-52 46-72 7-10 17-10 24 0 14 20 28 64 46 72-30 14-86 14-116 0z" fill="url(#salt)"/><path d="M60 32c-12 22-20 50-38 70M72 40c6 26 14 46 30 62M50 66l-6 22M82 74l10 20" fill="none" stroke="#a9b8c4" stroke-width="2.4" stroke-linecap="round" opacity=".6"/><g fill="#fff"><path d="M20 112l6-4 5 5-6 4zM96 111l7-3 4 6-7 3zM58 114l6-4 6 4-6 5zM38 117l4-3 4 3-4 3zM80 117l4-3 5 3-5 4z" stroke="#b4c2cd"/></g>`,
  'leaf-roll': `<linearGradient id="roll" x2="0" y2="1"><stop stop-color="#8fc65d"/><stop offset=".45" stop-color="#4f9a3f"/><stop offset="1" stop-color="#2b6a33"/></linearGradient><g transform="rotate(-24 64 60)"><rect x="8" y="36" width="106" height="46" rx="15" fill="url(#roll)"/><path d="M14 48h96M12 60h100M14 71h96" stroke="#2f7434" stroke-width="1.6" opacity=".55"/><path d="M34 36c-4 15-4 31 0 46M60 36c-4 15-4 31 0 46M86 36c-4 15-4 31 0 46" fill="none" stroke="#f2dfae" stroke-width="4"/></g><g><ellipse cx="84" cy="104" rx="27" ry="15" fill="#c98f7c"/><ellipse cx="84" cy="99" rx="27" ry="15" fill="#f9ddcf"/><ellipse cx="84" cy="99" rx="21" ry="11" fill="#f3cbbb"/><ellipse cx="46" cy="112" rx="25" ry="13" fill="#c98f7c"/><ellipse cx="46" cy="107" rx="25" ry="13" fill="#f9ddcf"/><ellipse cx="46" cy="107" rx="19" ry="9" fill="#f3cbbb"/><g fill="#6b4a3f"><circle cx="80" cy="97" r="1.6"/><circle cx="90" cy="101" r="1.4"/><circle cx="42" cy="108" r="1.5"/><circle cx="52" cy="105" r="1.3"/></g></g>`,
};
