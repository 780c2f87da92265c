/**
 * Goods of Cà Mau that no emoji shows, drawn in a box of 128 × 128 with Noto's plain shading: a paint,
 * a darker foot, one light.
 */

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
  const bubbles = Array.from({ length: 9 }, (_, at) => {
    const angle = at * 2.4 + phase;
    const away = radius * 0.27 * Math.sqrt(at);
    const x = (cx + away * Math.cos(angle)).toFixed(1);
    const y = (cy + away * Math.sin(angle)).toFixed(1);
    return `<circle cx="${x}" cy="${y}" r="${(radius * (0.09 + 0.025 * (at % 3))).toFixed(1)}" fill="#fff6e6" opacity=".75"/><circle cx="${x}" cy="${y}" r="${(radius * 0.05).toFixed(1)}" fill="#eba981" opacity=".55"/>`;
  });
  return `<path d="${unevenDisc(cx - 1.5, cy + 3.5, radius * 1.05, phase)}" fill="#b5683c" opacity=".55"/><path d="${unevenDisc(cx, cy + 2, radius, phase)}" fill="#d9905f"/><path d="${unevenDisc(cx, cy, radius, phase)}" fill="url(#crisp)"/>${bubbles.join('')}`;
}

function patty(cx: number, cy: number, radius: number): string {
  return `<ellipse cx="${cx}" cy="${cy + 9}" rx="${radius}" ry="${radius * 0.62}" fill="#9a5a24"/><ellipse cx="${cx}" cy="${cy}" rx="${radius}" ry="${radius * 0.62}" fill="url(#fried)"/><path d="M${cx - radius * 0.55} ${cy - 4}q${radius * 0.3} -9 ${radius * 0.6} -8" fill="none" stroke="#fbe0a6" stroke-width="4" stroke-linecap="round" opacity=".7"/><g fill="#5f8f3a"><circle cx="${cx + radius * 0.3}" cy="${cy + 4}" r="2.4"/><circle cx="${cx - radius * 0.25}" cy="${cy + 8}" r="2"/></g><g fill="#c2452d"><circle cx="${cx + radius * 0.05}" cy="${cy + 2}" r="2.2"/><circle cx="${cx + radius * 0.55}" cy="${cy - 3}" r="1.8"/></g>`;
}

const ball = (cx: number, cy: number): string =>
  `<circle cx="${cx}" cy="${cy + 2}" r="24" fill="#6f4a38"/><circle cx="${cx}" cy="${cy}" r="24" fill="url(#meat)"/><circle cx="${cx - 5}" cy="${cy + 8}" r="1.8" fill="#5d3a2b"/><circle cx="${cx + 9}" cy="${cy + 3}" r="1.5" fill="#5d3a2b"/>`;

const strip = (y: number, tilt: number): string =>
  `<g transform="rotate(${tilt} 64 ${y})"><path d="M10 ${y + 3}c14 -16 34 4 54 -7s38 2 54 -8c6 12 2 22 -6 26c-18 8 -34 -4 -52 5s-36 -2 -48 5c-6 -6 -6 -14 -2 -21z" fill="#6b2417"/><path d="M10 ${y}c14 -16 34 4 54 -7s38 2 54 -8c5 10 2 18 -6 22c-18 8 -34 -4 -52 5s-36 -2 -48 5c-6 -5 -6 -11 -2 -17z" fill="url(#jerky)"/><path d="M22 ${y + 2}c14 -8 28 4 46 -4s26 0 38 -5" fill="none" stroke="#e8a184" stroke-width="2.5" stroke-linecap="round" opacity=".55"/><g fill="#f3dfae"><circle cx="36" cy="${y + 6}" r="1.9"/><circle cx="62" cy="${y + 3}" r="1.9"/><circle cx="88" cy="${y + 2}" r="1.9"/></g></g>`;

const noniBumps = Array.from({ length: 26 }, (_, at) => {
  const angle = at * 2.39996;
  const away = Math.sqrt(at / 26);
  const x = (62 + 31 * away * Math.cos(angle)).toFixed(1);
  const y = (76 + 41 * away * Math.sin(angle)).toFixed(1);
  return `<circle cx="${x}" cy="${y}" r="5.6" fill="#8ea63f" opacity=".5"/><circle cx="${x}" cy="${y}" r="2.4" fill="#6d7f2b" opacity=".75"/>`;
}).join('');

/** The threads of a swiftlet's nest, in arcs around its cup. */
const nestThreads = Array.from({ length: 16 }, (_, at) => {
  const depth = (at * 7) % 38;
  const lift = (at % 5) * 3;
  return `M${10 + depth * 0.45} ${60 + depth + lift * 0.4}q${54 - depth * 0.45} ${26 - lift} ${108 - depth * 0.9} ${-2 + (at % 3) * 2}`;
}).join('');

const shoot = (x: number, tilt: number): string =>
  `<g transform="rotate(${tilt} 64 70)"><path d="M${x} 116V40q5 -26 5 -26t5 26v76q-5 5 -10 0z" fill="url(#shoot)"/><path d="M${x + 3} 112V44" stroke="#fff" stroke-width="2" opacity=".7"/></g>`;

const blade = (tilt: number, length: number): string =>
  `<g transform="rotate(${tilt} 64 112)"><path d="M52 112C50 ${112 - length * 0.5} 58 ${112 - length * 0.8} 64 ${112 - length}C70 ${112 - length * 0.8} 78 ${112 - length * 0.5} 76 112z" fill="url(#aloe)"/><path d="M58 106C58 ${112 - length * 0.5} 61 ${112 - length * 0.7} 63 ${112 - length * 0.9}" fill="none" stroke="#cfe8a4" stroke-width="3" opacity=".7"/></g>`;

const longan = (cx: number, cy: number, radius: number): string =>
  `<circle cx="${cx}" cy="${cy + 2}" r="${radius}" fill="#7d5a2c"/><circle cx="${cx}" cy="${cy}" r="${radius}" fill="url(#longan)"/><g fill="#8a6331" opacity=".55"><circle cx="${cx + 5}" cy="${cy - 3}" r="1.3"/><circle cx="${cx - 4}" cy="${cy + 6}" r="1.2"/><circle cx="${cx + 4}" cy="${cy + 8}" r="1.2"/><circle cx="${cx - 9}" cy="${cy + 1}" r="1.1"/><circle cx="${cx + 10}" cy="${cy + 3}" r="1.1"/></g>`;

const longLeaf = (x: number, y: number, turn: number, length: number): string =>
  `<g transform="translate(${x} ${y}) rotate(${turn})"><path d="M0 0C${length * 0.2} ${-length * 0.2} ${length * 0.7} ${-length * 0.18} ${length} 0C${length * 0.7} ${length * 0.18} ${length * 0.2} ${length * 0.2} 0 0z" fill="url(#leaf)"/><path d="M2 0H${length - 4}" stroke="#2f6a33" stroke-width="1.6"/></g>`;

/** A wind turbine on its tower, its rotor turned by `turn` degrees. */
function turbine(x: number, foot: number, height: number, turn: number): string {
  const hub = foot - height;
  const reach = height * 0.56;
  const wing = `M-1.6 0C-3.4 ${-reach * 0.25} -1.2 ${-reach * 0.8} 0 ${-reach}C2.4 ${-reach * 0.7} 3 ${-reach * 0.3} 1.8 0z`;
  const wings = [0, 120, 240].map((angle) => `<path transform="rotate(${angle + turn})" d="${wing}"/>`);
  return `<path d="M${x - 1.4} ${hub}h2.8l${height * 0.024} ${height}h${-height * 0.048 - 2.8}z" fill="url(#tower)"/><g transform="translate(${x} ${hub})"><g fill="#fff" stroke="#a9b6bd" stroke-width=".7">${wings.join('')}</g><circle r="3" fill="#d5dde0" stroke="#a9b6bd" stroke-width=".7"/></g>`;
}

/** Own drawings by name. */
export const drawnGoods: Readonly<Record<string, string | undefined>> = {
  'prawn-crackers': `<radialGradient id="crisp" cx=".42" cy=".36" r=".72"><stop stop-color="#fff3df"/><stop offset=".55" stop-color="#fcd9ae"/><stop offset=".86" stop-color="#f3b27d"/><stop offset="1" stop-color="#e4945c"/></radialGradient>${cracker(38, 46, 33, 0.4)}${cracker(92, 50, 31, 2.1)}${cracker(62, 84, 37, 4)}`,
  'fish-patty': `<radialGradient id="fried" cx=".4" cy=".3" r=".85"><stop stop-color="#f5cf83"/><stop offset=".6" stop-color="#e0a14a"/><stop offset="1" stop-color="#bd762c"/></radialGradient>${patty(44, 52, 34)}${patty(88, 62, 32)}${patty(58, 88, 38)}`,
  meatballs: `<radialGradient id="meat" cx=".36" cy=".3" r=".8"><stop stop-color="#d9b49c"/><stop offset=".6" stop-color="#ad7f66"/><stop offset="1" stop-color="#875a45"/></radialGradient>${ball(64, 42)}${ball(36, 84)}${ball(90, 86)}`,
  jerky: `<linearGradient id="jerky" x2="0" y2="1"><stop stop-color="#b9523a"/><stop offset="1" stop-color="#853021"/></linearGradient>${strip(36, -10)}${strip(66, 6)}${strip(96, -5)}`,
  'leaf-roll': `<linearGradient id="roll" x2="0" y2="1"><stop stop-color="#8fc65d"/><stop offset=".45" stop-color="#4f9a3f"/><stop offset="1" stop-color="#2b6a33"/></linearGradient><g transform="rotate(-24 64 60)"><rect x="8" y="36" width="106" height="46" rx="15" fill="url(#roll)"/><path d="M14 48h96M12 60h100M14 71h96" stroke="#2f7434" stroke-width="1.6" opacity=".55"/><path d="M34 36c-4 15-4 31 0 46M60 36c-4 15-4 31 0 46M86 36c-4 15-4 31 0 46" fill="none" stroke="#f2dfae" stroke-width="4"/></g><ellipse cx="84" cy="104" rx="27" ry="15" fill="#c98f7c"/><ellipse cx="84" cy="99" rx="27" ry="15" fill="#f9ddcf"/><ellipse cx="84" cy="99" rx="21" ry="11" fill="#f3cbbb"/><ellipse cx="46" cy="112" rx="25" ry="13" fill="#c98f7c"/><ellipse cx="46" cy="107" rx="25" ry="13" fill="#f9ddcf"/><ellipse cx="46" cy="107" rx="19" ry="9" fill="#f3cbbb"/><g fill="#6b4a3f"><circle cx="80" cy="97" r="1.6"/><circle cx="90" cy="101" r="1.4"/><circle cx="42" cy="108" r="1.5"/><circle cx="52" cy="105" r="1.3"/></g>`,
  noni: `<radialGradient id="noni" cx=".38" cy=".3" r=".8"><stop stop-color="#e4ec9f"/><stop offset=".6" stop-color="#bccb62"/><stop offset="1" stop-color="#8aa03c"/></radialGradient><path d="M60 38C52 22 34 12 12 16c6 20 24 30 46 28z" fill="#3f8a3c"/><path d="M60 40c10-20 32-28 54-22-6 20-26 30-50 28z" fill="#57a548"/><path d="M16 18c16 6 30 14 44 24 12-12 30-20 50-24" fill="none" stroke="#2c6b2f" stroke-width="2"/><ellipse cx="62" cy="80" rx="37" ry="46" fill="url(#noni)"/>${noniBumps}<ellipse cx="48" cy="58" rx="9" ry="13" fill="#fff" opacity=".28" transform="rotate(24 48 58)"/>`,
  'salt-heap': `<linearGradient id="salt" x2="1" y2=".4"><stop stop-color="#fff"/><stop offset=".55" stop-color="#f1f4f6"/><stop offset="1" stop-color="#b9c6d1"/></linearGradient><ellipse cx="64" cy="106" rx="58" ry="13" fill="#c3cfd8"/><path d="M6 106c18-8 32-52 46-72 7-10 17-10 24 0 14 20 28 64 46 72-30 14-86 14-116 0z" fill="url(#salt)"/><path d="M60 32c-12 22-20 50-38 70M72 40c6 26 14 46 30 62M50 66l-6 22M82 74l10 20" fill="none" stroke="#a9b8c4" stroke-width="2.4" stroke-linecap="round" opacity=".6"/><g fill="#fff"><path d="M20 112l6-4 5 5-6 4zM96 111l7-3 4 6-7 3zM58 114l6-4 6 4-6 5zM38 117l4-3 4 3-4 3zM80 117l4-3 5 3-5 4z" stroke="#b4c2cd"/></g>`,
  'paste-bowl': `<linearGradient id="clay"><stop stop-color="#a4552f"/><stop offset=".35" stop-color="#cf7f4d"/><stop offset="1" stop-color="#8a4324"/></linearGradient><path d="M8 60c2 34 22 54 40 56h32c18-2 38-22 40-56z" fill="url(#clay)"/><path d="M14 78c30 12 70 12 100 0" fill="none" stroke="#f0c79f" stroke-width="3" opacity=".6"/><ellipse cx="64" cy="60" rx="57" ry="20" fill="#e0a274"/><ellipse cx="64" cy="61" rx="50" ry="16" fill="#7b3328"/><path d="M22 58c10-26 28-34 44-34 20 0 34 14 40 34-20 16-64 16-84 0z" fill="#8f3f30"/><path d="M40 50c8-14 22-18 34-14" fill="none" stroke="#c9705a" stroke-width="5" stroke-linecap="round" opacity=".7"/><path d="M52 40c8-6 18-4 20 4s-8 12-14 8c6 0 8-4 4-6s-8 0-10-6z" fill="#f08a55"/><path d="M82 46l14 8-3 5-13-8z" fill="#d92f22"/><g fill="#f7e6bd"><circle cx="46" cy="58" r="3"/><circle cx="76" cy="60" r="2.6"/><circle cx="62" cy="64" r="2.4"/><circle cx="90" cy="62" r="2.2"/></g><path d="M34 56l8 6M66 30l4 8" stroke="#5c9440" stroke-width="4" stroke-linecap="round"/>`,
  'sauce-dish': `<radialGradient id="amber" cx=".4" cy=".3" r=".8"><stop stop-color="#eda442"/><stop offset=".6" stop-color="#bd6a1c"/><stop offset="1" stop-color="#8d4413"/></radialGradient><path d="M6 62c4 30 28 46 44 48h28c16-2 40-18 44-48z" fill="#dfe6e6"/><path d="M6 62c4 30 28 46 44 48h14C40 104 22 86 18 62z" fill="#fff"/><ellipse cx="64" cy="62" rx="58" ry="24" fill="#fbfcfa"/><ellipse cx="64" cy="62" rx="58" ry="24" fill="none" stroke="#4d82a8" stroke-width="3"/><ellipse cx="64" cy="64" rx="49" ry="18.5" fill="url(#amber)"/><path d="M30 58c10-7 24-8 36-8" fill="none" stroke="#ffe2ad" stroke-width="4" stroke-linecap="round" opacity=".8"/><g fill="none" stroke="#d9261c" stroke-width="4"><ellipse cx="76" cy="66" rx="7" ry="4"/><ellipse cx="54" cy="72" rx="6" ry="3.5"/></g><g fill="#fff3d6"><ellipse cx="88" cy="60" rx="4" ry="2.5"/><ellipse cx="66" cy="60" rx="3.5" ry="2.2"/></g><path d="M24 84c12 6 24 9 40 9s30-4 40-9" fill="none" stroke="#4d82a8" stroke-width="2.5" opacity=".7"/>`,
  'bird-nest': `<linearGradient id="nest" x2="1" y2="1"><stop stop-color="#fffdf4"/><stop offset=".6" stop-color="#f3e6c6"/><stop offset="1" stop-color="#d6bd8a"/></linearGradient><path d="M4 56c0 36 26 58 60 58s60-22 60-58c-16-16-104-16-120 0z" fill="url(#nest)"/><ellipse cx="64" cy="54" rx="60" ry="21" fill="#fdf7e6"/><ellipse cx="64" cy="56" rx="48" ry="14" fill="#d9c498"/><path d="M16 58c14 14 82 14 96 0-6-8-26-12-48-12s-42 4-48 12z" fill="#ecdcb6"/><path d="${nestThreads}" fill="none" stroke="#cdb27c" stroke-width="2" stroke-linecap="round" opacity=".6"/><path d="M12 50c20-12 84-14 104 0M20 44c20-8 66-9 90 0" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round"/><path d="M24 60c20 8 60 8 80 0M30 56c18 5 50 5 68 0" fill="none" stroke="#c3a566" stroke-width="2" opacity=".6"/>`,
  'pickled-shoots': `<linearGradient id="shoot" x2="0" y2="1"><stop stop-color="#a9c86a"/><stop offset=".3" stop-color="#e3ecb8"/><stop offset="1" stop-color="#fdfbe8"/></linearGradient><linearGradient id="tie"><stop stop-color="#6f9a3f"/><stop offset="1" stop-color="#4d7a2d"/></linearGradient>${shoot(34, -15)}${shoot(84, 15)}${shoot(42, -8)}${shoot(76, 8)}${shoot(52, -3)}${shoot(66, 4)}${shoot(59, 0)}<path d="M34 82q30 9 60 0v12q-30 9-60 0z" fill="url(#tie)"/>`,
  aloe: `<linearGradient id="aloe" x2="1"><stop stop-color="#8cc26a"/><stop offset=".5" stop-color="#5fa552"/><stop offset="1" stop-color="#3c7f42"/></linearGradient>${blade(-60, 68)}${blade(60, 68)}${blade(-36, 90)}${blade(36, 90)}${blade(-16, 104)}${blade(17, 104)}${blade(0, 92)}`,
  cordyceps: `<linearGradient id="spawn" x2="0" y2="1"><stop stop-color="#f7a531"/><stop offset="1" stop-color="#d9691a"/></linearGradient><g fill="none" stroke="#b9541a" stroke-width="13" stroke-linecap="round"><path d="M60 116C40 90 34 60 22 30M66 116C90 92 96 60 106 34"/></g><g fill="none" stroke="url(#spawn)" stroke-linecap="round"><path stroke-width="11" d="M60 116C40 90 34 60 22 29M66 116C90 92 96 60 106 33"/><path stroke-width="12" d="M62 116C52 84 50 48 46 16M66 116C76 84 80 50 82 20"/><path stroke-width="12" d="M64 116C62 92 65 60 64 34"/></g><path d="M22 32l2 8M46 20l1 10M64 38v10M82 24l-1 9M105 37l-3 8" stroke="#ffe0a0" stroke-width="3.5" stroke-linecap="round"/><ellipse cx="64" cy="114" rx="30" ry="9" fill="#f3e3c4"/>`,
  longan: `<radialGradient id="longan" cx=".38" cy=".32" r=".8"><stop stop-color="#ecd09a"/><stop offset=".55" stop-color="#cda05c"/><stop offset="1" stop-color="#a17536"/></radialGradient><linearGradient id="leaf" x2="0" y2="1"><stop stop-color="#6cab4d"/><stop offset="1" stop-color="#38803c"/></linearGradient>${longLeaf(62, 26, 14, 54)}${longLeaf(62, 24, 166, 52)}${longLeaf(61, 24, -16, 46)}<path d="M58 4c4 16 2 34 6 56M62 30c-10 10-20 18-28 34M63 34c12 8 22 16 30 30M63 44c-4 14-8 26-12 40M64 46c6 14 12 28 18 38" fill="none" stroke="#7a5730" stroke-width="3.4" stroke-linecap="round"/>${longan(32, 66, 17)}${longan(96, 66, 17)}${longan(64, 60, 18)}${longan(46, 88, 18)}${longan(82, 88, 18)}${longan(64, 108, 18)}`,
  'wind-turbines': `<linearGradient id="tower"><stop stop-color="#fff"/><stop offset=".5" stop-color="#eef2f3"/><stop offset="1" stop-color="#b4c1c7"/></linearGradient><radialGradient id="sun"><stop stop-color="#ffe08a"/><stop offset="1" stop-color="#fbc13c"/></radialGradient><circle cx="100" cy="24" r="12" fill="url(#sun)"/><ellipse cx="64" cy="118" rx="60" ry="8" fill="#c9b07c"/><ellipse cx="64" cy="116" rx="56" ry="6.4" fill="#9fb765"/>${turbine(31, 116, 52, 24)}${turbine(97, 116, 48, 70)}${turbine(63, 118, 72, -6)}`,
  'leather-belt': `<linearGradient id="hide" x2="0" y2="1"><stop stop-color="#a0683a"/><stop offset="1" stop-color="#5e361b"/></linearGradient><g transform="translate(9 8) scale(.86)"><ellipse cx="64" cy="72" rx="54" ry="34" fill="none" stroke="#452612" stroke-width="26"/><ellipse cx="64" cy="68" rx="54" ry="34" fill="none" stroke="url(#hide)" stroke-width="24"/><ellipse cx="64" cy="68" rx="58" ry="38" fill="none" stroke="#d9a56b" stroke-width="1.6" stroke-dasharray="5 4" opacity=".8"/><path d="M58 90L8 118l-2-14 44-26z" fill="#7a4a27"/><rect x="46" y="82" width="40" height="36" rx="7" fill="none" stroke="#b98a1e" stroke-width="9"/><rect x="46" y="81" width="40" height="36" rx="7" fill="none" stroke="#f0c648" stroke-width="7"/><path d="M84 99H58" stroke="#f6dc85" stroke-width="6" stroke-linecap="round"/></g>`,
};
