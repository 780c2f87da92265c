/** Every error the API answers with: its HTTP status and its words. Additions are documented by this table alone. */
export const errorCodes = {
  validation_failed: { status: 400, vi: 'Dữ liệu gửi lên chưa đúng', en: 'The data sent is not valid' },
  malformed_body: { status: 400, vi: 'Nội dung gửi lên không đọc được', en: 'The body cannot be read' },
  invalid_cursor: { status: 400, vi: 'Vị trí trang không hợp lệ', en: 'The cursor is not valid' },
  idempotency_key_required: {
    status: 400,
    vi: 'Thiếu mã chống gửi trùng (Idempotency-Key, 8–64 ký tự)',
    en: 'An Idempotency-Key header of 8 to 64 characters is required',
  },
  bad_signature: {
    status: 400,
    vi: 'Chữ ký không đúng hoặc đã quá hạn',
    en: 'The signature is wrong or too old',
  },
  sign_in_required: { status: 401, vi: 'Cần đăng nhập', en: 'Sign-in required' },
  bad_credentials: {
    status: 401,
    vi: 'Thông tin đăng nhập chưa đúng hoặc đã hết hạn',
    en: 'The credentials are wrong or have expired',
  },
  account_needed: {
    status: 409,
    vi: 'Số này chưa có tài khoản, mời bạn mở tài khoản mới',
    en: 'There is no account yet; open one',
  },
  account_exists: {
    status: 409,
    vi: 'Đã có tài khoản, mời bạn đăng nhập',
    en: 'There is an account already; sign in',
  },
  fresh_check_required: {
    status: 403,
    vi: 'Việc này cần xác nhận lại đúng là bạn',
    en: 'This needs a fresh check that it is you',
  },
  second_factor_required: {
    status: 403,
    vi: 'Cán bộ phải bật bảo vệ hai lớp trước khi làm việc này',
    en: 'Officers must set up a second factor first',
  },
  not_allowed: { status: 403, vi: 'Không có quyền làm việc này', en: 'Not allowed' },
  not_found: { status: 404, vi: 'Không tìm thấy', en: 'Not found' },
  out_of_stock: { status: 409, vi: 'Không còn đủ hàng', en: 'Not enough in stock' },
  cart_changed: {
    status: 409,
    vi: 'Giỏ hàng đã thay đổi, mời xem lại trước khi đặt',
    en: 'The cart has changed; please review it before ordering',
  },
  cart_placed: { status: 409, vi: 'Giỏ hàng này đã được đặt', en: 'This cart has already been placed' },
  cart_full: { status: 409, vi: 'Giỏ hàng đã đủ 50 dòng', en: 'The cart already has 50 lines' },
  addresses_full: {
    status: 409,
    vi: 'Bạn đã lưu đủ 20 địa chỉ, mời xóa bớt một địa chỉ',
    en: 'You already have 20 addresses; remove one first',
  },
  wrong_offset: {
    status: 409,
    vi: 'Tệp cần gửi tiếp từ vị trí khác',
    en: 'The file goes on from another offset',
  },
  uploads_full: {
    status: 409,
    vi: 'Gian hàng đang gửi dở quá nhiều tệp, mời gửi xong hoặc bỏ bớt',
    en: 'The shop has too many unfinished uploads; finish or give up some first',
  },
  pictures_full: {
    status: 409,
    vi: 'Gian hàng có quá nhiều ảnh chưa dùng, mời xóa bớt',
    en: 'The shop has too many unused pictures; remove some first',
  },
  idempotency_conflict: {
    status: 409,
    vi: 'Mã chống gửi trùng này đã dùng cho một yêu cầu khác',
    en: 'This Idempotency-Key was used for another request',
  },
  state_conflict: {
    status: 409,
    vi: 'Không làm được ở trạng thái hiện tại',
    en: 'Not possible in the present state',
  },
  stale_version: {
    status: 409,
    vi: 'Có người vừa sửa chỗ này, mời xem lại trước khi lưu',
    en: 'Somebody has changed this since; please look again before saving',
  },
  last_administrator: {
    status: 409,
    vi: 'Tỉnh phải luôn còn ít nhất một quản trị viên toàn tỉnh',
    en: 'The province must keep at least one administrator',
  },
  last_owner: {
    status: 409,
    vi: 'Gian hàng phải còn ít nhất một người chủ',
    en: 'A shop keeps at least one owner',
  },
  verification_not_offered: {
    status: 409,
    vi: 'Sàn chưa nối với VNeID, mời cán bộ đối chiếu giấy tờ',
    en: 'This floor has no contract with VNeID; look at the papers instead',
  },
  product_withdrawn: {
    status: 410,
    vi: 'Sản phẩm đã ngừng bán trên sàn',
    en: 'The product has been withdrawn',
  },
  too_large: { status: 413, vi: 'Nội dung gửi lên quá lớn', en: 'The content is too large' },
  unsupported_type: {
    status: 415,
    vi: 'Kiểu nội dung không được hỗ trợ',
    en: 'The content type is not supported',
  },
  payment_method_unavailable: {
    status: 422,
    vi: 'Người bán không nhận cách thanh toán này',
    en: 'A seller does not accept this payment method',
  },
  cod_not_allowed: {
    status: 422,
    vi: 'Đơn này không trả tiền khi nhận hàng được, mời chọn chuyển khoản',
    en: 'This order cannot be paid on delivery; please choose a bank transfer',
  },
  deposit_required: {
    status: 422,
    vi: 'Đơn này cần trả trước một phần rồi mới trả phần còn lại khi nhận hàng',
    en: 'A part of this order has to be paid before it is sent, the rest on delivery',
  },
  adult_confirmation_required: {
    status: 422,
    vi: 'Cần xác nhận người mua đủ 18 tuổi',
    en: 'The buyer must confirm being at least 18',
  },
  delivery_unavailable: {
    status: 422,
    vi: 'Không giao được tới địa chỉ này',
    en: 'Not delivered to this address',
  },
  pickup_unavailable: {
    status: 422,
    vi: 'Có người bán không giao hàng tới điểm nhận này',
    en: 'A seller does not serve this pick-up point',
  },
  pickup_code_locked: {
    status: 429,
    vi: 'Mã nhận hàng đã nhập sai nhiều lần, mời thử lại sau một giờ',
    en: 'The pick-up code was wrong too often; try again in an hour',
  },
  rate_limited: {
    status: 429,
    vi: 'Thao tác quá nhanh, mời thử lại sau',
    en: 'Too many requests; try again later',
  },
  internal_error: {
    status: 500,
    vi: 'Hệ thống gặp lỗi, mời thử lại sau',
    en: 'Something went wrong on our side',
  },
  carrier_unavailable: {
    status: 503,
    vi: 'Hãng vận chuyển chưa trả lời, mời thử lại sau ít phút',
    en: 'The carrier does not answer; try again in a few minutes',
  },
  payment_gateway_unavailable: {
    status: 503,
    vi: 'Cổng thanh toán chưa trả lời, mời thử lại sau ít phút',
    en: 'The payment gateway does not answer; try again in a few minutes',
  },
  overloaded: {
    status: 503,
    vi: 'Sàn đang quá tải, mời thử lại sau',
    en: 'The floor is overloaded; try again later',
  },
} as const satisfies Record<string, { status: number; vi: string; en: string }>;

export type ErrorCode = keyof typeof errorCodes;
