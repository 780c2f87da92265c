import { statSync } from 'node:fs';
import type { Page } from 'playwright-core';
import sharp from 'sharp';

/** A page at each width, in the order of the widths. */
export interface Shot {
  name: string;
  path: string;
  pictures: Buffer[];
}

/** Large enough to judge a layout and to read its headings, small enough for a repository. */
const SCALE = 0.45;
const QUALITY = 55;

/**
 * Draws the pages one below the other, each with its name and all its widths side by side, into a WebP.
 *
 * @returns its bytes
 */
export async function drawSheet(
  page: Page,
  shots: readonly Shot[],
  { to, widths }: { to: string; widths: readonly number[] },
): Promise<number> {
  const small = await Promise.all(
    shots.map(({ pictures }) =>
      Promise.all(
        pictures.map((png, index) =>
          sharp(png)
            .resize({ width: Math.round((widths[index] ?? 0) * SCALE) })
            .png()
            .toBuffer(),
        ),
      ),
    ),
  );
  const rows = shots.map(
    ({ name, path }, row) =>
      `<h2>${escaped(name)} <small>${escaped(path)}</small></h2><div>${(small[row] ?? [])
        .map((png) => `<img src="data:image/png;base64,${png.toString('base64')}">`)
        .join('')}</div>`,
  );
  await page.setViewportSize({
    width: Math.round(widths.reduce((sum, width) => sum + width, 0) * SCALE) + 80,
    height: 600,
  });
  await page.setContent(`<style>
    body { margin: 0 20px 20px; font: 14px system-ui; background: #ddd }
    h2 { font-size: 15px; margin: 16px 0 6px } small { font-weight: 400; color: #555 }
    div { display: flex; gap: 20px; align-items: start } img { box-shadow: 0 1px 4px #0006 }
  </style>${rows.join('')}`);
  await sharp(await page.screenshot({ fullPage: true }))
    .webp({ quality: QUALITY })
    .toFile(to);
  return statSync(to).size;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
