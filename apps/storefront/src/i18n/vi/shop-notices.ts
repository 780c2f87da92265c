/** Words of the page on which somebody of a shop says how they want to hear of its orders. */
export const shopNotices = {
  shopNotices: {
    title: 'Cách nhận tin',
    lead: (phone: string) =>
      `Có đơn mới, khách hủy đơn hoặc tiền vào, sàn nhắn tới số của gian hàng, ${phone}. Bác chọn thêm cách nhận cho riêng mình.`,
    legend: 'Báo thêm cho tôi bằng',
    push: 'Thông báo trên máy',
    pushHint: 'Hiện trên máy nào bác đã bật nhận thông báo',
    email: 'Thư điện tử',
    sms: 'Tin nhắn SMS',
    save: 'Lưu',
    saved: 'Đã lưu cách nhận tin.',
    noEmail: 'Muốn nhận bằng thư, bác thêm địa chỉ thư ở mục',
  },
};
