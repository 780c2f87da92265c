import { expect, it } from 'vitest';
import { pressCsv } from './press-csv.js';

it('writes one line a figure, and nothing a spreadsheet would take for a formula or a second column', () => {
  const facet = (label: string, count: number) => ({ value: 'x', label, count });
  const csv = pressCsv(
    {
      stars: [facet('4 sao', 30)],
      group: [facet('Thực phẩm, đồ uống', 2)],
      commune: [facet('=HYPERLINK("x")', 1)],
    },
    { stars: 'Hạng sao', group: 'Nhóm', commune: 'Xã' },
    ['Mục', 'Tên', 'Số sản phẩm'],
  );
  expect(csv).toBe(
    '\uFEFFMục,Tên,Số sản phẩm\r\nHạng sao,4 sao,30\r\nNhóm,"Thực phẩm, đồ uống",2\r\nXã,"\'=HYPERLINK(""x"")",1\r\n',
  );
});
