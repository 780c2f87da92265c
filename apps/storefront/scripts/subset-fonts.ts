/**
 * Cuts Be Vietnam Pro down to what Vietnamese pages print and writes src/assets/fonts.
 * Run by hand after a font update: `node apps/storefront/scripts/subset-fonts.ts`. The results are committed,
 * so neither a build nor a start depends on the subsetter.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

const FACES = { 400: '400Regular', 600: '600SemiBold' };
/** Hinting instructions are half of the file and no phone reads them; alternates nobody asks for are not drawn. */
const CUT = { targetFormat: 'woff2', noHinting: true, noLayoutClosure: true } as const;
const require = createRequire(import.meta.url);

const ascii = Array.from({ length: 95 }, (_, offset) => String.fromCharCode(32 + offset)).join('');
const typography = ' ·–—‘’“”…×°©²³½₫•→←«»';
const vowels = 'aăâeêioôơuưy';
const tones = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];

/** Every precomposed letter of the Vietnamese alphabet, both cases. */
function vietnameseLetters(): string {
  let letters = 'đĐ';
  for (const vowel of vowels + vowels.toUpperCase()) {
    letters += vowel + tones.map((tone) => (vowel + tone).normalize('NFC')).join('');
  }
  return letters;
}

for (const [weight, face] of Object.entries(FACES)) {
  const path = `@expo-google-fonts/be-vietnam-pro/${face}/BeVietnamPro_${face}.ttf`;
  const subset = await subsetFont(
    await readFile(require.resolve(path)),
    ascii + typography + vietnameseLetters(),
    CUT,
  );
  await writeFile(new URL(`../src/assets/fonts/be-vietnam-pro-${weight}.woff2`, import.meta.url), subset);
}
