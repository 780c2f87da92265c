import { describe, expect, it } from 'vitest';
import { textBlocks } from './text-blocks.js';

describe('a longer text', () => {
  it('is read as paragraphs, headings and lists', () => {
    expect(
      textBlocks(
        'Mở đầu\nvẫn câu đó.\r\n\r\n## Cần có\n\n- tôm\n- muối\n\n## Cách làm\n1. rửa\n2) phơi\nXong.',
      ),
    ).toEqual([
      { kind: 'paragraph', text: 'Mở đầu vẫn câu đó.' },
      { kind: 'heading', text: 'Cần có' },
      { kind: 'list', ordered: false, items: ['tôm', 'muối'] },
      { kind: 'heading', text: 'Cách làm' },
      { kind: 'list', ordered: true, items: ['rửa', 'phơi'] },
      { kind: 'paragraph', text: 'Xong.' },
    ]);
  });

  it('never is markup, and what only looks like a mark is text', () => {
    expect(textBlocks('<b>đậm</b> & -5 độ\n\n#không phải đề mục\n\n2026. Năm nay')).toEqual([
      { kind: 'paragraph', text: '<b>đậm</b> & -5 độ' },
      { kind: 'paragraph', text: '#không phải đề mục' },
      { kind: 'paragraph', text: '2026. Năm nay' },
    ]);
    expect(textBlocks('  \n\n ')).toEqual([]);
  });
});
