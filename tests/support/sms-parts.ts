/** GSM 03.38: the basic table, and what counts twice because it is written with an escape. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const TWICE = '\f^{}\\[~]|€';

/** In how many parts a text goes out, as a network bills it. */
export function smsParts(text: string): number {
  const isGsm = [...text].every((letter) => BASIC.includes(letter) || TWICE.includes(letter));
  const length = isGsm
    ? [...text].reduce((sum, letter) => sum + (TWICE.includes(letter) ? 2 : 1), 0)
    : text.length;
  const [alone, joined] = isGsm ? [160, 153] : [70, 67];
  return length <= alone ? 1 : Math.ceil(length / joined);
}
