import { describe, expect, it } from 'vitest';
import { isAccountOf } from './account-name.js';

describe('the name on a bank account', () => {
  it.each([
    ['HTX MAU DAT MUI', 'Hợp tác xã Mẫu Đất Mũi'],
    ['HOP TAC XA MAU DAT MUI', 'HTX Mẫu Đất Mũi'],
    ['CONG TY TNHH MAU', 'Công ty trách nhiệm hữu hạn Mẫu'],
    ['CTY TNHH MTV MAU', 'Công ty TNHH Một thành viên Mẫu'],
    ['NGUYEN THI VI DU', 'Nguyễn Thị Ví Dụ'],
    ['HKD LE VAN MAU', 'Hộ kinh doanh Lê Văn Mẫu'],
  ])('%s is that of %s', (account, name) => {
    expect(isAccountOf(account, [null, name])).toBe(true);
  });

  it.each(['NGUYEN THI VI', 'HTX MAU DAT MUI KHAC', '', '...'])('%j is somebody else’s', (account) => {
    expect(isAccountOf(account, ['Hợp tác xã Mẫu Đất Mũi', 'Nguyễn Thị Ví Dụ', null])).toBe(false);
  });
});
