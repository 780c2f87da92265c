import { n } from './backdrop.js';
import { type Chance } from './chance.js';
import { type Oklch, oklchToHex } from './colour.js';

export const containers = ['jar', 'packet', 'plate', 'bottle', 'box', 'none'] as const;
export type Container = (typeof containers)[number];

/** What a container shows of its product. Origin of all drawings: the middle of the foot, y upwards negative. */
export interface Goods {
  /** Places the product's icon centred on (x, y), `size` pixels wide or high. */
  badge: (x: number, y: number, size: number) => string;
  /** Many small pieces that fill the rectangle, or nothing where the icon is no piece of the goods. */
  pieces: (left: number, top: number, right: number, bottom: number, size: number) => string;
  /** The colour of the goods in bulk. */
  colour: Oklch;
  /** The product group's hue, for the paper. */
  hue: number;
}

const paper = { l: 0.975, c: 0.018, h: 85 };
const ink = { l: 0.42, c: 0.07, h: 60 };

/** A horizontal paint that makes a round body of one colour: dark edge, light left of the middle, dark edge. */
function round(id: string, colour: Oklch, depth = 1): string {
  const at = (offset: number, change: number): string =>
    `<stop offset="${offset}" stop-color="${oklchToHex({ ...colour, l: Math.min(0.99, Math.max(0.08, colour.l + change * depth)) })}"/>`;
  return `<linearGradient id="${id}">${at(0, -0.12)}${at(0.14, 0)}${at(0.3, 0.06)}${at(0.6, 0)}${at(1, -0.17)}</linearGradient>`;
}

/** A paper label around a round body, its edges bent as the eye sees them from slightly above. */
function label(half: number, top: number, bottom: number, goods: Goods, accent: string): string {
  const bend = half * 0.1;
  const edge = (y: number, inset: number): string =>
    `M${n(-half + inset)} ${y}Q0 ${n(y + bend * 2)} ${n(half - inset)} ${y}`;
  const size = Math.min(half * 1.15, (bottom - top) * 0.66);
  const middle = (top + bottom) / 2 + bend;
  return `${round('label', paper, 0.75)}<path d="M${-half} ${top}Q0 ${n(top + bend * 2)} ${half} ${top}V${bottom}Q0 ${n(bottom + bend * 2)} ${-half} ${bottom}Z" fill="url(#label)"/><path d="${edge(top + 13, 0)}${edge(bottom - 13, 0)}" fill="none" stroke="${accent}" stroke-width="7"/>${goods.badge(0, middle - size * 0.08, size)}<path d="M-46 ${n(middle + size * 0.56)}q46 8 92 0" fill="none" stroke="${oklchToHex(ink)}" stroke-width="5" stroke-linecap="round" opacity=".55"/>`;
}

function jar(goods: Goods, chance: Chance): string {
  const lid = chance.pick<Oklch>([
    { l: 0.76, c: 0.11, h: 82 },
    { l: 0.5, c: 0.08, h: 150 },
    { l: 0.47, c: 0.07, h: 50 },
    { l: 0.93, c: 0.02, h: 85 },
  ]);
  const body =
    'M-176 -508C-212 -488 -224 -462 -224 -420V-52Q-224 8 -160 12Q0 24 160 12Q224 8 224 -52V-420C224 -462 212 -488 176 -508Z';
  const inside = 'M-206 -414Q0 -440 206 -414V-54Q206 -6 154 -2Q0 8 -154 -2Q-206 -6 -206 -54Z';
  return `${round('bulk', goods.colour)}${round('lid', lid)}<clipPath id="inside"><path d="${inside}"/></clipPath><path d="${body}" fill="#f4f9f6" opacity=".6"/><path d="${inside}" fill="url(#bulk)"/><g clip-path="url(#inside)">${goods.pieces(-206, -410, 206, 0, 128)}</g><ellipse cx="0" cy="-416" rx="204" ry="15" fill="${oklchToHex({ ...goods.colour, l: Math.min(0.96, goods.colour.l + 0.1) })}" opacity=".55"/>${label(224, -330, -84, goods, oklchToHex({ ...lid, l: Math.min(lid.l, 0.62), c: 0.09 }))}<path d="${body}" fill="none" stroke="#fff" stroke-width="6" opacity=".55"/><path d="M-196 -440C-200 -300 -200 -160 -194 -44" fill="none" stroke="#fff" stroke-width="20" stroke-linecap="round" opacity=".5"/><path d="M188 -430C196 -340 196 -300 194 -200" fill="none" stroke="#fff" stroke-width="8" stroke-linecap="round" opacity=".4"/><path d="M-190 -592Q-190 -622 -160 -626Q0 -640 160 -626Q190 -622 190 -592V-518Q0 -494 -190 -518Z" fill="url(#lid)"/><path d="M-190 -588Q0 -564 190 -588" fill="none" stroke="#fff" stroke-width="5" opacity=".35"/><path d="M-190 -530Q0 -506 190 -530" fill="none" stroke="#000" stroke-width="6" opacity=".12"/>`;
}

function packet(goods: Goods, chance: Chance): string {
  const foil = chance.pick<Oklch>([
    { l: 0.76, c: 0.075, h: 72 },
    { l: 0.76, c: 0.075, h: 72 },
    { l: 0.95, c: 0.022, h: 85 },
    { l: 0.5, c: 0.075, h: 155 },
    { l: 0.62, c: 0.12, h: 42 },
    { l: 0.72, c: 0.1, h: goods.hue },
  ]);
  const darker = oklchToHex({ ...foil, l: foil.l - 0.16 });
  const pouch =
    'M-226 -664H226C234 -520 246 -190 256 -30Q130 14 0 16Q-130 14 -256 -30C-246 -190 -234 -520 -226 -664Z';
  const seal = Array.from({ length: 36 }, (_, at) => `M${-214 + at * 12.2} -660v44`).join('');
  return `${round('foil', foil, 0.8)}<clipPath id="inside"><rect x="-158" y="-186" width="316" height="128" rx="64"/></clipPath><path d="${pouch}" fill="url(#foil)"/><path d="${seal}" stroke="${darker}" stroke-width="3" opacity=".35"/><path d="M-229 -606Q0 -600 229 -606" fill="none" stroke="${darker}" stroke-width="4" opacity=".5"/><path d="M-232 -568Q0 -560 232 -568" fill="none" stroke="#fff" stroke-width="7" opacity=".4"/><path d="M-250 -66Q0 -8 250 -66Q246 -40 256 -30Q130 14 0 16Q-130 14 -256 -30Z" fill="${darker}" opacity=".28"/><path d="M-158 -228V-366A158 158 0 0 1 158 -366V-228Q158 -212 142 -212H-142Q-158 -212 -158 -228Z" fill="${oklchToHex(paper)}"/><path d="M-144 -232V-366A144 144 0 0 1 144 -366V-226H-144Z" fill="none" stroke="${oklchToHex({ ...ink, l: 0.55, c: 0.09 })}" stroke-width="3" opacity=".5"/>${goods.badge(0, -362, 214)}<path d="M-60 -246H60" stroke="${oklchToHex(ink)}" stroke-width="5" stroke-linecap="round" opacity=".5"/><g clip-path="url(#inside)"><rect x="-158" y="-186" width="316" height="128" fill="${oklchToHex({ ...goods.colour, l: goods.colour.l > 0.85 ? 0.95 : goods.colour.l - 0.1 })}"/>${goods.pieces(-158, -186, 158, -58, 96)}</g><rect x="-158" y="-186" width="316" height="128" rx="64" fill="none" stroke="#fff" stroke-width="6" opacity=".55"/><path d="M-196 -560C-206 -400 -216 -220 -222 -80" stroke="#fff" stroke-width="26" stroke-linecap="round" fill="none" opacity=".22"/><path d="M206 -560C216 -400 224 -240 230 -90" stroke="#000" stroke-width="18" stroke-linecap="round" fill="none" opacity=".06"/>`;
}

function bottle(goods: Goods, chance: Chance): string {
  const cap = chance.pick<Oklch>([
    { l: 0.42, c: 0.1, h: 25 },
    { l: 0.36, c: 0.06, h: 155 },
    { l: 0.75, c: 0.11, h: 82 },
    { l: 0.3, c: 0.03, h: 60 },
  ]);
  const body =
    'M-48 -700V-590C-48 -520 -146 -510 -146 -410V-46Q-146 6 -100 10Q0 20 100 10Q146 6 146 -46V-410C146 -510 48 -520 48 -590V-700Z';
  const inside =
    'M-36 -610C-34 -520 -132 -500 -132 -404V-48Q-132 -8 -92 -4Q0 4 92 -4Q132 -8 132 -48V-404C132 -500 34 -520 36 -610Q0 -602 -36 -610Z';
  return `${round('bulk', goods.colour, 1.1)}${round('cap', cap)}<path d="${body}" fill="#eef7f2" opacity=".7"/><path d="${inside}" fill="url(#bulk)"/>${label(146, -366, -92, goods, oklchToHex({ ...cap, l: Math.min(0.6, cap.l + 0.12) }))}<path d="${body}" fill="none" stroke="#fff" stroke-width="5" opacity=".5"/><path d="M-122 -404C-124 -300 -124 -160 -120 -50" fill="none" stroke="#fff" stroke-width="15" stroke-linecap="round" opacity=".5"/><path d="M-30 -580C-30 -540 -60 -516 -88 -488" fill="none" stroke="#fff" stroke-width="10" stroke-linecap="round" opacity=".45"/><path d="M-56 -742Q-56 -756 -40 -758Q0 -764 40 -758Q56 -756 56 -742V-654Q0 -644 -56 -654Z" fill="url(#cap)"/><path d="M-56 -676Q0 -666 56 -676" fill="none" stroke="#fff" stroke-width="4" opacity=".35"/>`;
}

function box(goods: Goods, chance: Chance): string {
  const card = chance.pick<Oklch>([
    { l: 0.8, c: 0.07, h: 72 },
    { l: 0.94, c: 0.025, h: 85 },
    { l: 0.55, c: 0.08, h: 155 },
    { l: 0.68, c: 0.11, h: 45 },
    { l: 0.8, c: 0.085, h: goods.hue },
  ]);
  const tone = (change: number): string => oklchToHex({ ...card, l: Math.min(0.98, card.l + change) });
  const band = oklchToHex(card.l > 0.75 ? { l: 0.5, c: 0.085, h: 150 } : { l: 0.86, c: 0.09, h: 85 });
  return `<linearGradient id="front" x2="1" y2="1"><stop stop-color="${tone(0.05)}"/><stop offset="1" stop-color="${tone(-0.05)}"/></linearGradient><path d="M-268 -432L-170 -506H330L196 -432Z" fill="${tone(0.09)}"/><path d="M196 -432L330 -506V-70L196 14Z" fill="${tone(-0.16)}"/><path d="M-268 -432H196V14H-268Z" fill="url(#front)"/><path d="M-268 -352H196L330 -432" fill="none" stroke="${tone(-0.2)}" stroke-width="4" opacity=".5"/><path d="M-268 -96H196L330 -172V-216L196 -142H-268Z" fill="${band}"/><path d="M196 -96L330 -172V-216L196 -142Z" fill="#000" opacity=".18"/><circle cx="-36" cy="-196" r="146" fill="${oklchToHex(paper)}"/><circle cx="-36" cy="-196" r="131" fill="none" stroke="${band}" stroke-width="5" opacity=".8"/>${goods.badge(-36, -196, 190)}<path d="M-262 -426H190" stroke="#fff" stroke-width="5" opacity=".35"/>`;
}

function plate(goods: Goods, chance: Chance): string {
  const bamboo = chance.pick([true, false]);
  const rim = bamboo ? { l: 0.76, c: 0.09, h: 75 } : { l: 0.985, c: 0.008, h: 85 };
  const tone = (change: number): string => oklchToHex({ ...rim, l: rim.l + change });
  const weave = bamboo
    ? Array.from({ length: 17 }, (_, at) => `M${-400 + at * 50} -130L${-440 + at * 55} 150`).join('') +
      [-70, -35, 0, 35, 70].map((y) => `M-420 ${y}H420`).join('')
    : '';
  return `<clipPath id="inside"><ellipse rx="384" ry="104"/></clipPath><linearGradient id="rim"><stop stop-color="${tone(-0.14)}"/><stop offset=".3" stop-color="${tone(0)}"/><stop offset="1" stop-color="${tone(-0.2)}"/></linearGradient><path d="M-438 0C-430 84 -260 172 0 172S430 84 438 0Z" fill="url(#rim)"/><ellipse rx="438" ry="128" fill="${tone(0.005)}"/>${bamboo ? `<ellipse rx="410" ry="114" fill="none" stroke="${tone(-0.2)}" stroke-width="6" opacity=".5"/>` : `<ellipse rx="418" ry="119" fill="none" stroke="${oklchToHex({ l: 0.56, c: 0.1, h: goods.hue + 140 })}" stroke-width="7" opacity=".55"/>`}<ellipse rx="384" ry="104" fill="${tone(-0.07)}"/><path clip-path="url(#inside)" d="${weave}M0 0" stroke="${tone(-0.2)}" stroke-width="5" fill="none" opacity=".4"/><path d="M-372 6C-250 -96 -40 -98 118 -78C250 -62 330 -30 362 16C250 78 60 98 -96 84C-230 72 -320 46 -372 6Z" fill="#4f9148"/><path d="M-372 6C-180 -16 130 -14 362 16M-250 -6L-190 -62M-150 -8L-80 -80M-40 -10L30 -84M80 -6L150 -68M180 0L240 -48M-230 0L-180 56M-110 -2L-60 80M10 0L50 84M120 4L160 72M220 8L250 50" fill="none" stroke="#8cc07a" stroke-width="4" opacity=".7"/>`;
}

/** Width of each container where it stands, for its shadow. */
export const footprint: Readonly<Record<Container, number>> = {
  jar: 240,
  packet: 262,
  bottle: 160,
  box: 300,
  plate: 440,
  none: 0,
};

/** The container with its goods, drawn from the middle of its foot upwards; nothing for `none`. */
export function drawContainer(kind: Container, goods: Goods, chance: Chance): string {
  switch (kind) {
    case 'jar':
      return jar(goods, chance);
    case 'packet':
      return packet(goods, chance);
    case 'bottle':
      return bottle(goods, chance);
    case 'box':
      return box(goods, chance);
    case 'plate':
      return plate(goods, chance);
    case 'none':
      return '';
  }
}
