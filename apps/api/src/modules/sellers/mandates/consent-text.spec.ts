import { expect, it } from 'vitest';
import { mandatePermissions } from '#kernel/permissions';
import { assistedText, mandateText } from './consent-text.js';

const asked = {
  floorName: 'Sàn OCOP Cà Mau',
  floorPhone: '+842903000000',
  staff: 'Nguyễn Thị Mẫu',
  office: 'cán bộ hỗ trợ Xã Đất Mũi',
  shop: 'Ba Khía Mẫu',
  months: 12,
};
const longest = {
  ...asked,
  staff: 'Nguyễn Trần '.repeat(12),
  office: `cán bộ hỗ trợ ${'Phường '.repeat(12)}`,
  shop: 'Hợp tác xã '.repeat(12),
};

it('says who asks, for what work and why, what the code does, and how to end it', () => {
  expect(mandateText(asked, mandatePermissions, 'Đăng bán hàng Tết.', '012345')).toBe(
    'Sàn OCOP Cà Mau: Nguyễn Thị Mẫu, cán bộ hỗ trợ Xã Đất Mũi, xin làm giúp hồ sơ, hàng bán, đơn hàng của gian hàng ' +
      'Ba Khía Mẫu: Đăng bán hàng Tết. Đọc mã 012345 cho cán bộ là bác đồng ý, 12 tháng. Không thì đừng đọc. ' +
      'Muốn thôi, bác báo cán bộ hoặc gọi 0290 3000 000.',
  );
  expect(mandateText(asked, ['listings'], '', '012345')).toContain('xin làm giúp hàng bán của gian hàng');
  expect(assistedText(asked, '012345')).toBe(
    'Sàn OCOP Cà Mau: Nguyễn Thị Mẫu, cán bộ hỗ trợ Xã Đất Mũi, mở giúp gian hàng Ba Khía Mẫu. Đọc mã 012345 là bác ' +
      'đồng ý mở tài khoản theo điều khoản của sàn và để cán bộ làm giúp 12 tháng. Không thì đừng đọc. ' +
      'Muốn thôi, bác báo cán bộ hoặc gọi 0290 3000 000.',
  );
});

it('fits one message however long the names and the reason are, and loses neither the code nor the way out', () => {
  const texts = [
    mandateText(longest, mandatePermissions, 'vì '.repeat(160), '012345'),
    mandateText(asked, mandatePermissions, 'vì '.repeat(160), '012345'),
    assistedText(longest, '012345'),
  ];
  for (const text of texts) {
    expect([...text].length).toBeLessThanOrEqual(300);
    expect(text).toContain('012345');
    expect(text).toMatch(/gọi 0290 3000 000\.$/);
  }
});
