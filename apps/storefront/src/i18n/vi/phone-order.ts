import { formatInteger } from '#kernel/money';

/** Words for a shop that takes an order on the phone. */
export const phoneOrder = {
  phoneOrder: {
    title: 'Đơn qua điện thoại',
    lead: 'Khách gọi, bác nhập đơn giúp khách: chỉ hàng của gian hàng mình, cùng giá và cùng kho như khách tự đặt. Đường dẫn xem đơn gửi thẳng tới điện thoại của khách.',
    goods: 'Khách mua gì?',
    search: 'Tìm trong hàng đang bán',
    find: 'Tìm',
    quantityOf: (name: string, size: string) => `${name}, ${size}`,
    goodHint: (price: string, unit: string, left: number) =>
      `${price} một ${unit} · còn ${formatInteger(left)}`,
    nothing: 'Không có hàng nào khớp. Bác thử tên khác, hoặc xem hàng đã đăng bán chưa.',
    some: 'Còn hàng khác chưa hiện. Bác gõ tên để tìm.',
    caller: 'Khách là ai?',
    name: 'Họ tên người nhận',
    phone: 'Số điện thoại của khách',
    commune: 'Xã, phường',
    communeHint: 'Tên mới hoặc tên cũ đều được.',
    line: 'Số nhà, đường, ấp hoặc khóm',
    payment: 'Khách trả tiền thế nào?',
    note: 'Lời nhắn (không bắt buộc)',
    adult: 'Khách nói đã đủ 18 tuổi (đơn có rượu hoặc đồ uống có cồn)',
    quote: 'Xem tổng tiền',
    requote: 'Tính lại',
    sum: 'Đọc cho khách nghe',
    place: (total: string) => `Đặt đơn cho khách · ${total}`,
    done: (code: string) => `Đã đặt đơn ${code}. Đường dẫn xem đơn đang gửi tới điện thoại của khách.`,
    wrong: {
      goods: 'Bác điền số lượng cho ít nhất một món, mỗi món từ 1 đến 999.',
      name: 'Bác điền họ tên người nhận.',
      phone: 'Số điện thoại gồm 10 số, bắt đầu bằng 03, 05, 07, 08 hoặc 09.',
      line: 'Bác điền số nhà, đường, ấp hoặc khóm.',
      commune: 'Chưa nhận ra xã, phường này. Bác gõ lại giúp.',
      communeSeveral: 'Tên này có ở vài nơi, bác chọn một nơi bên dưới.',
      payment: 'Bác chọn cách trả tiền.',
    },
    refusals: {
      out_of_stock: 'Không còn đủ hàng. Bác xem lại số còn rồi sửa số lượng.',
      cart_changed: 'Giá, phí hoặc hàng vừa thay đổi. Bác đọc lại số tiền mới cho khách.',
      cod_not_allowed: 'Đơn này không trả tiền khi nhận hàng được. Bác đề nghị khách chuyển khoản.',
      payment_method_unavailable: 'Gian hàng chưa nhận cách trả tiền này.',
      adult_confirmation_required:
        'Rượu và đồ uống có cồn chỉ bán cho người đủ 18 tuổi. Bác hỏi khách rồi đánh dấu.',
      delivery_unavailable: 'Hàng này không giao tới nơi đó được.',
      idempotency_conflict: 'Đơn đã sửa sau lần bấm trước. Bác xem lại rồi bấm đặt lần nữa.',
      not_found: 'Có món không còn là hàng của gian hàng này.',
      validation_failed: 'Có chỗ chưa đúng, bác xem lại giúp.',
    } as Record<string, string>,
    problem: 'Món này không đặt được lúc này. Bác bỏ ra hoặc sửa số lượng.',
  },
};
