import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { ACTIVE_PDFS, pdf, pdfWithObjects } from './hostile-pdfs.js';

/** Stands in every hostile file; wherever it is found afterwards, something was kept as it was sent. */
export const MARK = 'DAU-VET-7319';
const SCRIPT = `<script>alert("${MARK}")</script>`;

/** `taken`: made ours and kept. Otherwise what is said to be wrong with it. */
export type Verdict = string;

export interface HostileFile {
  name: string;
  bytes: Buffer;
  picture: Verdict;
  paper: Verdict;
}

const text = (words: string): Buffer => Buffer.from(words, 'latin1');

const photo = (width = 320, height = 200): Sharp =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 120, sigma: 40 },
    },
  });

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([text(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A PNG of a few bytes that says it has so many pixels. */
function pngSaying(
  width: number,
  height: number,
  { depth = 8, colour = 2, interlaced = false } = {},
): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, depth, colour, 0, 0, interlaced ? 1 : 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const parts = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(64))),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([text('\x89PNG\r\n\x1a\n'), ...parts]);
}

/** Puts chunks into a PNG behind its header. */
const withChunks = (png: Buffer, ...chunks: Buffer[]): Buffer =>
  Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);

/** Another size into a JPEG's frame header. */
function jpegSaying(jpeg: Buffer, width: number, height: number): Buffer {
  const bytes = Buffer.from(jpeg);
  for (let at = 2; at < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes.readUInt8(at + 1);
    if (marker !== 0xc0 && marker !== 0xc2) continue;
    bytes.writeUInt16BE(height, at + 5);
    bytes.writeUInt16BE(width, at + 7);
    return bytes;
  }
  throw new Error('No frame header');
}

/** A segment of a JPEG behind its first marker. */
function withSegment(jpeg: Buffer, marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, data, jpeg.subarray(2)]);
}

function avifSaying(avif: Buffer, width: number, height: number): Buffer {
  const bytes = Buffer.from(avif);
  const at = bytes.indexOf('ispe');
  bytes.writeUInt32BE(width, at + 8);
  bytes.writeUInt32BE(height, at + 12);
  return bytes;
}

function losslessWebpSaying(webp: Buffer, side: number): Buffer {
  const bytes = Buffer.from(webp);
  const at = bytes.indexOf('VP8L') + 9;
  bytes.writeUInt32LE(((side - 1) | ((side - 1) << 14)) >>> 0, at);
  return bytes;
}

/** The files, each once. Takes a few seconds of building. */
export async function hostileFiles(): Promise<HostileFile[]> {
  const [jpeg, png, webp, avif] = await Promise.all([
    photo().jpeg().toBuffer(),
    photo().png().toBuffer(),
    photo().webp().toBuffer(),
    photo().avif().toBuffer(),
  ]);
  const largeAvif = await sharp({ create: { width: 4_000, height: 2_600, channels: 3, background: '#135' } })
    .avif({ effort: 0 })
    .toBuffer();
  const cut = (bytes: Buffer): Buffer => bytes.subarray(0, Math.floor(bytes.length * 0.6));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${SCRIPT}</svg>`;
  const zip = Buffer.concat([text('PK\x03\x04'), Buffer.alloc(22), text(MARK)]);
  const manifest = text(`\0\0\0\x02\0\0\0\0`);
  const all: [name: string, bytes: Buffer, picture: Verdict, paper?: Verdict][] = [
    ['a GIF that is a script', text(`GIF89a=1;alert("${MARK}");`), 'not_a_picture'],
    ['a GIF', await photo().gif().toBuffer(), 'not_a_picture'],
    ['a TIFF', await photo(20, 20).tiff().toBuffer(), 'not_a_picture'],
    ['a BMP', Buffer.concat([text('BM'), Buffer.alloc(60), text(MARK)]), 'not_a_picture'],
    ['an icon', Buffer.concat([Buffer.from([0, 0, 1, 0]), text(MARK)]), 'not_a_picture'],
    ['a JPEG XL', Buffer.concat([Buffer.from([0xff, 0x0a]), text(MARK)]), 'not_a_picture'],
    ['a HEIC photograph', text(`\0\0\0\x18ftypheic\0\0\0\0mif1heic${MARK}`), 'heic', 'heic'],
    ['a film', text(`\0\0\0\x18ftypmp42\0\0\0\0isommp42${MARK}`), 'not_a_picture'],
    ['an SVG with a script', text(svg), 'not_a_picture'],
    ['an SVG behind an XML declaration', text(`<?xml version="1.0"?>${svg}`), 'not_a_picture'],
    ['an SVG behind a byte order mark', text(`\xef\xbb\xbf${svg}`), 'not_a_picture'],
    ['a page', text(`<!doctype html>${SCRIPT}`), 'not_a_picture'],
    ['a page behind a JPEG’s first bytes', text(`\xff\xd8\xff\xe0${SCRIPT}`), 'damaged', 'damaged'],
    ['a page behind a PNG’s first bytes', text(`\x89PNG\r\n\x1a\n${SCRIPT}`), 'damaged', 'damaged'],
    ['a page behind a WebP’s first bytes', text(`RIFF\x40\0\0\0WEBP${SCRIPT}`), 'damaged', 'damaged'],
    ['a page behind an AVIF’s first bytes', text(`\0\0\0\x14ftypavif\0\0\0\0avif${SCRIPT}`), 'damaged', 'damaged'],
    ['a program for Windows', text(`MZ\x90\0${MARK}`), 'not_a_picture'],
    ['a program for Linux', text(`\x7fELF\x02\x01${MARK}`), 'not_a_picture'],
    ['a shell script', text(`#!/bin/sh\necho ${MARK}\n`), 'not_a_picture'],
    ['an archive', zip, 'not_a_picture'],
    ['a single byte', text('x'), 'not_a_picture'],
    ['a JPEG with an archive behind it', Buffer.concat([jpeg, zip]), 'taken'],
    ['a JPEG with PHP in its comment', withSegment(jpeg, 0xfe, text(`<?php system("${MARK}");`)), 'taken'],
    ['a JPEG with a page in its comment', withSegment(jpeg, 0xfe, text(SCRIPT)), 'taken'],
    ['a PNG with a page behind it', Buffer.concat([png, text(SCRIPT)]), 'taken'],
    ['a PNG with a page in a text', withChunks(png, chunk('tEXt', text(`Comment\0${SCRIPT}`))), 'taken'],
    ['a WebP with a page behind it', Buffer.concat([webp, text(SCRIPT)]), 'taken'],
    ['a PNG film', withChunks(png, chunk('acTL', manifest), chunk('fcTL', Buffer.alloc(26))), 'taken'],
    ['a WebP film', await film(), 'taken'],
    ['a JPEG for printers', await photo().toColourspace('cmyk').jpeg().toBuffer(), 'taken'],
    ['a PNG of 16 bits', await photo().toColourspace('rgb16').png().toBuffer(), 'taken'],
    ['a photograph with its place', await withPlace(), 'taken'],
    ['a photograph with other colours', await photo().withIccProfile('p3').jpeg().toBuffer(), 'taken'],
    ['a PNG of 2.5 thousand million pixels', pngSaying(50_000, 50_000), 'too_many_pixels'],
    ['a PNG of a thousand million pixels', pngSaying(31_623, 31_623), 'too_many_pixels'],
    ['a PNG of no width', pngSaying(0, 10), 'damaged', 'damaged'],
    ['an interlaced PNG that is held whole', pngSaying(8_000, 6_000, { depth: 16, colour: 6, interlaced: true }), 'too_many_pixels'],
    ['a PNG with a wrong checksum', wrongSum(png), 'damaged', 'damaged'],
    ['a PNG of 50 megapixels of nothing', await sharp({ create: { width: 8_000, height: 6_250, channels: 3, background: '#000' } }).png().toBuffer(), 'taken'],
    ['a PNG with a text that unpacks to 200 MB', withChunks(png, chunk('zTXt', packed('Comment', 200))), 'taken'],
    ['a PNG with colours that unpack to 200 MB', withChunks(png, chunk('iCCP', packed('p', 200))), 'taken'],
    ['a JPEG of four thousand million pixels', jpegSaying(jpeg, 65_500, 65_500), 'too_many_pixels'],
    ['a progressive JPEG that is held whole', jpegSaying(await photo().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer(), 8_000, 6_000), 'too_many_pixels'],
    ['a WebP of 268 megapixels', losslessWebpSaying(await photo().webp({ lossless: true }).toBuffer(), 16_383), 'too_many_pixels'],
    ['an AVIF of 2.5 thousand million pixels', avifSaying(avif, 50_000, 50_000), 'too_many_pixels'],
    ['an AVIF larger than its header says', avifSaying(largeAvif, 60, 40), 'too_many_pixels'],
    ['an AVIF of too many megapixels', largeAvif, 'too_many_pixels'],
    ['half a JPEG', cut(jpeg), 'damaged', 'damaged'],
    ['half a PNG', cut(png), 'damaged', 'damaged'],
    ['half a WebP', cut(webp), 'damaged', 'damaged'],
    ['half an AVIF', cut(avif), 'damaged', 'damaged'],
    ['half a PDF', cut(pdf('')), 'not_a_picture'],
    ['a PDF that is a page', text(`%PDF-1.7\n<html>${SCRIPT}`), 'not_a_picture'],
    ['a PDF', pdf(''), 'not_a_picture', 'taken'],
    ['a PDF of a page of a million kilometres', pdf('/MediaBox [0 0 9999999999 9999999999]'), 'not_a_picture', 'taken'],
    ['a PDF with harmless packed objects', pdfWithObjects('<< /Type /Font >>'), 'not_a_picture', 'taken'],
    ['a locked PDF', pdf('/Encrypt 9 0 R'), 'not_a_picture', 'locked_pdf'],
    ...ACTIVE_PDFS(MARK).map(([name, bytes]): [string, Buffer, Verdict, Verdict] => [name, bytes, 'not_a_picture', 'active_pdf']),
  ]; // prettier-ignore
  return all.map(([name, bytes, picture, paper = picture]) => ({
    name,
    bytes,
    picture,
    paper: paper === 'not_a_picture' ? 'not_a_paper' : paper,
  }));
}

/** A name and so many megabytes of nothing, packed to a thousandth. */
const packed = (name: string, megabytes: number): Buffer =>
  Buffer.concat([text(`${name}\0\0`), deflateSync(Buffer.alloc(megabytes * 1024 * 1024))]);

function wrongSum(png: Buffer): Buffer {
  const bytes = Buffer.from(png);
  const at = bytes.indexOf('IDAT') + 40;
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at);
  return bytes;
}

async function film(): Promise<Buffer> {
  const frames = sharp(await Promise.all([photo(60, 40).png().toBuffer(), photo(60, 40).png().toBuffer()]), {
    join: { animated: true },
  });
  return frames.webp({ loop: 0 }).toBuffer();
}

/** Lying on its side, with the place it was taken at. */
const withPlace = (): Promise<Buffer> =>
  photo(300, 200)
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: MARK },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '8/1 37/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '104/1 43/1 0/1',
      },
    })
    .jpeg()
    .toBuffer();
