/** How goods are packed and counted, one and many. Sellers write `gói 500 g` or `lốc 6 chai 330 ml`. */
const THINGS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  'hộp quà': ['gift box', 'gift boxes'],
  'túi lọc': ['tea bag', 'tea bags'],
  bao: ['sack', 'sacks'],
  bó: ['bundle', 'bundles'],
  can: ['jerrycan', 'jerrycans'],
  chai: ['bottle', 'bottles'],
  chiếc: ['piece', 'pieces'],
  chùm: ['bunch', 'bunches'],
  chậu: ['pot', 'pots'],
  con: ['piece', 'pieces'],
  cái: ['piece', 'pieces'],
  gói: ['pack', 'packs'],
  hũ: ['jar', 'jars'],
  hộp: ['box', 'boxes'],
  khay: ['tray', 'trays'],
  lọ: ['vial', 'vials'],
  lốc: ['multipack', 'multipacks'],
  thùng: ['case', 'cases'],
  trái: ['fruit', 'fruits'],
  túi: ['bag', 'bags'],
  xấp: ['stack', 'stacks'],
  đòn: ['roll', 'rolls'],
  đôi: ['pair', 'pairs'],
};
const THING = Object.keys(THINGS).join('|');
const PACKED = new RegExp(`^(${THING})(?: (\\d+) (${THING}))?(?: (\\d[\\d.,]*) ?(kg|g|ml|lít))?$`, 'i');

/** `gói 500 g` as `500 g pack`, `lốc 6 chai 330 ml` as `multipack of 6 bottles, 330 ml`; anything else as it is written. */
export function unitInEnglish(unit: string): string {
  const [, outer, count, inner, amount, measure] = PACKED.exec(unit.trim()) ?? [];
  const whole = THINGS[outer?.toLowerCase() ?? ''];
  if (!whole) return unit;
  const size = amount && `${amount.replace(',', '.')} ${measure === 'lít' ? 'litre' : measure}`;
  const parts = THINGS[inner?.toLowerCase() ?? ''];
  if (!parts) return size ? `${size} ${whole[0]}` : whole[0];
  return `${whole[0]} of ${count} ${parts[count === '1' ? 0 : 1]}${size ? `, ${size}` : ''}`;
}

/** A variant called after how it is packed: `Túi 2 kg` as `2 kg bag`, `Hộp 6 lọ 70 ml` as `Box of 6 vials, 70 ml`. */
export function variantInEnglish(name: string): string {
  const english = unitInEnglish(name);
  return english === name ? name : english.charAt(0).toUpperCase() + english.slice(1);
}
