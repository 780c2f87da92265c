import { describe, expect, it } from 'vitest';
import { imageSource, imageSrcset, imageUrl, parseImageUrl } from './image-url.js';

const sha = 'ab'.repeat(32);

describe('image addresses', () => {
  it('name the hash, the width and the format', () => {
    expect(imageUrl(sha, 640, 'avif')).toBe(`/api/v1/images/${sha}/640.avif`);
  });

  it('offer three widths of a large picture', () => {
    expect(imageSrcset({ sha, width: 1600 }, 'webp')).toBe(
      `/api/v1/images/${sha}/320.webp 320w, /api/v1/images/${sha}/640.webp 640w, /api/v1/images/${sha}/1200.webp 1200w`,
    );
  });

  it('stop at the width a small picture really has', () => {
    expect(imageSrcset({ sha, width: 500 }, 'jpg')).toBe(
      `/api/v1/images/${sha}/320.jpg 320w, /api/v1/images/${sha}/640.jpg 500w`,
    );
    expect(imageSrcset({ sha, width: 640 }, 'jpg')).toBe(
      `/api/v1/images/${sha}/320.jpg 320w, /api/v1/images/${sha}/640.jpg 640w`,
    );
    expect(imageSrcset({ sha, width: 90 }, 'jpg')).toBe(`/api/v1/images/${sha}/320.jpg 90w`);
  });

  it('give the fallback with the size it will be served in', () => {
    expect(imageSource({ sha, width: 1600, height: 1200 })).toEqual({
      url: imageUrl(sha, 640, 'jpg'),
      width: 640,
      height: 480,
    });
    expect(imageSource({ sha, width: 300, height: 400 }, 1200)).toEqual({
      url: imageUrl(sha, 1200, 'jpg'),
      width: 300,
      height: 400,
    });
  });

  it('are understood again, and nothing else is', () => {
    expect(parseImageUrl(imageUrl(sha, 320, 'jpg'))).toEqual({ sha, width: 320, format: 'jpg' });
    for (const wrong of [
      `/api/v1/images/${sha}/321.jpg`,
      `/api/v1/images/${sha}/320.png`,
      `/api/v1/images/${sha.toUpperCase()}/320.jpg`,
      `/api/v1/images/../${sha}/320.jpg`,
      `/api/v1/images/${sha}/320.jpg?x`,
    ]) {
      expect(parseImageUrl(wrong), wrong).toBeNull();
    }
  });
});
