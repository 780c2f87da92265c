/** Words of the shop where there is no line. Those with `{time}` and `{count}` are filled in by the worker on the device. */
export const offline = {
  offline: {
    title: 'Danh mục xem khi mất mạng',
    lead: 'Mọi sản phẩm đang bán, không kèm hình. Trang này và những trang bạn đã xem được lưu trên máy để mở lại khi không có mạng.',
    kept: (time: string) =>
      `Không có mạng. Bạn đang xem bản lưu trên máy, theo dữ liệu lúc ${time}: giá và hàng còn có thể đã đổi.`,
    missing: (time: string) =>
      `Không có mạng, và trang bạn mở chưa được lưu trên máy này. Dưới đây là danh mục theo dữ liệu lúc ${time}: giá và hàng còn có thể đã đổi.`,
    waiting: 'Đã ghi trên máy, sẽ đưa vào giỏ hàng khi có mạng:',
    cartKept: (time: string) =>
      `Không có mạng. Đây là giỏ hàng lúc ${time}; có mạng lại thì bạn sửa và đặt được.`,
    something: 'Món trong giỏ',
    inCart: (count: string) => `Trong giỏ bây giờ: ${count}`,
    sent: (count: string) => `Có mạng rồi: đã đưa vào giỏ ${count} món bạn chọn lúc mất mạng.`,
    refused: 'Những món sau không đưa vào giỏ được:',
  },
};
