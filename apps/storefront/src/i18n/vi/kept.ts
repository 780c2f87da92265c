/** What waits on the phone until the server has it: said on every page of a shop's area. */
export const kept = {
  kept: {
    region: 'Phần còn giữ trên máy',
    typing: 'Chữ bác gõ đang giữ trên máy. Bấm lưu để gửi.',
    restored: 'Đã lấy lại phần bác gõ dở lần trước. Bác xem lại rồi bấm lưu.',
    restoredOlder:
      'Đã lấy lại phần bác gõ dở. Trong lúc đó có người đã sửa sản phẩm; bấm lưu thì bác thấy cả hai bản rồi chọn.',
    drop: 'Bỏ phần gõ dở',
    sending: 'Đang gửi…',
    away: 'Đã giữ trên máy, sẽ gửi khi có mạng.',
    awayServer: 'Máy chủ chưa trả lời. Đã giữ trên máy, lát nữa tự gửi lại.',
    signedOut: 'Bác đã đăng xuất hoặc phiên đã hết. Chữ và ảnh vẫn giữ trên máy; đăng nhập lại là gửi tiếp.',
    signIn: 'Đăng nhập lại',
    someoneElse: 'Máy đang đăng nhập tài khoản khác. Bác mở lại trang này nhé.',
    done: 'Đã gửi xong phần giữ trên máy.',
    preparing: 'Đang thu nhỏ ảnh…',
    /** `#` stands for the number. */
    pictures: 'Đang gửi ảnh, còn # ảnh. Bác cứ làm tiếp bước sau.',
    picturesFirst: 'Còn # ảnh đang gửi. Xong ảnh thì gửi duyệt ngay, bác không phải bấm lại.',
    picturesAway: 'Đã giữ # ảnh trên máy, sẽ gửi khi có mạng.',
    picturesOf: 'Ảnh đang gửi',
    onTheWay: 'Đang chờ gửi',
    pictureRefused: 'Ảnh này sàn không nhận.',
    dropPicture: 'Bỏ ảnh này',
    differs: 'Có người vừa sửa sản phẩm trong lúc bác mất mạng. Bác xem cả hai bản rồi chọn.',
    refused: 'Có chỗ chưa lưu được. Bác mở ra xem lại nhé.',
    pictureStopped: 'Có ảnh sàn không nhận. Bác mở ra xem lại nhé.',
    look: 'Mở ra xem',
    unsentOnOut:
      'Trên máy này còn phần bác soạn chưa gửi được. Đăng xuất bây giờ thì phần đó mất hẳn, để người khác dùng máy không thấy.',
  },
};
