import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { oklchToHex, rgbToOklch } from './colour.js';
import { composeDemoPicture, type DemoPicture, groupHue } from './compose-demo-picture.js';
import { containers } from './containers.js';
import { patterns } from './backdrop.js';
import { IconSet, UnknownIcon } from './icon-set.js';
import { drawnGoods } from './drawn-goods.js';
import { tintedIcons } from './tinted-icons.js';

const driedShrimp: DemoPicture = {
  icon: 'dried-shrimp',
  second: 'hot-pepper',
  container: 'jar',
  pattern: 'leaves',
};

describe('composing a demo picture', () => {
  let icons: IconSet;
  beforeAll(async () => {
    icons = await IconSet.open();
  });

  it('gives a square JPEG of 1200 pixels without metadata', async () => {
    const picture = await composeDemoPicture(driedShrimp, groupHue('I'), 'tom-kho', icons);
    const about = await sharp(picture).metadata();
    expect(about).toMatchObject({ format: 'jpeg', width: 1200, height: 1200, channels: 3 });
    expect(about.exif).toBeUndefined();
  });

  it('gives the same bytes for the same picture, hue and seed, also from a set opened anew', async () => {
    const first = await composeDemoPicture(driedShrimp, groupHue('I'), 'tom-kho', icons);
    const again = await composeDemoPicture(driedShrimp, groupHue('I'), 'tom-kho', await IconSet.open());
    expect(again.equals(first)).toBe(true);
  });

  it('gives two sellers of the same goods different pictures', async () => {
    const one = await composeDemoPicture(driedShrimp, groupHue('I'), 'tom-kho-rach-goc', icons);
    const other = await composeDemoPicture(driedShrimp, groupHue('I'), 'tom-kho-nam-can', icons);
    expect(other.equals(one)).toBe(false);
  });

  it('draws every container on every pattern', async () => {
    for (const [at, container] of containers.entries()) {
      const pattern = patterns[at % patterns.length];
      const picture = await composeDemoPicture(
        { icon: 'mud-crab', container, pattern },
        74,
        container,
        icons,
      );
      const { entropy } = await sharp(picture).stats();
      expect(entropy, `${container} on ${pattern}`).toBeGreaterThan(3);
    }
    for (const pattern of patterns) {
      await expect(
        composeDemoPicture({ icon: 'canoe', pattern }, 185, pattern, icons),
      ).resolves.toBeInstanceOf(Buffer);
    }
  });

  it('keeps the corner of the wall in the hue of the product group', async () => {
    const picture = await composeDemoPicture({ icon: 'noni' }, groupHue('II'), 'nhau', icons);
    const corner = await sharp(picture).extract({ left: 0, top: 0, width: 20, height: 20 }).raw().toBuffer();
    const { h } = rgbToOklch(corner[0] ?? 0, corner[1] ?? 0, corner[2] ?? 0);
    expect(Math.abs(h - groupHue('II'))).toBeLessThan(35);
  });

  it('names the picture that does not exist', async () => {
    await expect(composeDemoPicture({ icon: 'unicorn-shrimp' }, 74, 'x', icons)).rejects.toThrow(UnknownIcon);
    await expect(composeDemoPicture({ icon: 'shrimp', second: 'nope' }, 74, 'x', icons)).rejects.toThrow(
      "'nope'",
    );
    expect(icons.has('shrimp')).toBe(true);
    expect(icons.has('unicorn-shrimp')).toBe(false);
  });

  it('can paint each of its own and each repainted drawing', async () => {
    for (const name of [...Object.keys(drawnGoods), ...Object.keys(tintedIcons)]) {
      const { painted, mean } = await icons.icon(name);
      expect(painted.right - painted.left, name).toBeGreaterThan(60);
      expect(mean.l, name).toBeGreaterThan(0.2);
    }
  });
});

describe('colours', () => {
  it('survive the way to OKLCH and back', () => {
    for (const [hex, r, g, b] of [
      ['#c8102e', 200, 16, 46],
      ['#3f8a3c', 63, 138, 60],
      ['#ffffff', 255, 255, 255],
      ['#000000', 0, 0, 0],
    ] as const) {
      expect(oklchToHex(rgbToOklch(r, g, b))).toBe(hex);
    }
  });
});
