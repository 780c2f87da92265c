/** Small letters of other scripts by the Latin one they are taken for; capitals that look alike come here as small ones. */
const ALIKE: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    a: 'аαɑᴀ', b: 'вβʙЬь', c: 'сϲᴄ', d: 'ԁᴅ', e: 'еёεᴇ', g: 'ɡɢ', h: 'һнհʜ', i: 'іїιıɩɪ', j: 'јᴊ', k: 'кκᴋ',
    l: 'ӏʟ', m: 'мᴍ', n: 'ηոɴ', o: 'оοօᴏ', p: 'рρᴘ', q: 'ԛ', r: 'ʀ', s: 'ѕꜱ', t: 'тτᴛ', u: 'υսμᴜ', v: 'νѵᴠ',
    w: 'ԝωᴡ', x: 'хχ', y: 'уүγʏ', z: 'ᴢ', đ: 'ðɖђ',
  }).flatMap(([latin, others]) => [...others].map((other) => [other, latin])),
); // prettier-ignore

/**
 * A text in small letters as it is read: a Cyrillic `с` among Latin letters is a `c` to everybody but a computer. Accents
 * of their own join the letter they then stand on.
 */
export function asItLooks(text: string): string {
  return [...text.normalize('NFD')]
    .map((letter) => ALIKE[letter] ?? letter)
    .join('')
    .normalize('NFC');
}
