/** Words of notices on a device. */
export const push = {
  push: {
    buyer: 'Có tin về đơn hàng thì máy này báo ngay, kể cả khi không mở trang.',
    shop: 'Có đơn mới, hoặc khách hủy đơn, thì máy này báo ngay, kể cả khi không mở trang.',
    take: 'Bật thông báo trên máy',
    taken: 'Máy này đang nhận thông báo.',
    stopGo: 'Thôi nhận thông báo',
    done: 'Xong. Từ nay máy này báo cho bạn.',
    denied:
      'Trình duyệt đang chặn thông báo của sàn. Muốn nhận, mở phần cài đặt trang web của trình duyệt và cho phép thông báo.',
    failed: 'Chưa bật được thông báo. Mời thử lại sau.',
    on: 'Nhận thông báo',
    stop: 'Thôi thông báo',
    stopOf: (label: string) => `Thôi gửi thông báo tới ${label}`,
    stopped: 'Máy đó không nhận thông báo nữa.',
  },
};
