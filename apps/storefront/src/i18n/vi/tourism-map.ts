/** The map of points, shops and goods. */
export const map = {
  map: {
    title: 'Bản đồ sản vật',
    lead: 'Nơi xem, nếm và nơi làm ra sản phẩm OCOP, trên một bản đồ.',
    open: 'Mở bản đồ sản vật',
    layers: 'Xem gì trên bản đồ',
    layer: { diem: 'Điểm du lịch', 'nguoi-ban': 'Người bán', 'san-pham': 'Sản phẩm' },
    says: {
      diem: (count: string) => `${count} sản phẩm tại điểm`,
      'nguoi-ban': (count: string) => `${count} người bán`,
      'san-pham': (count: string) => `${count} sản phẩm`,
    },
    /** On a mark that stands for several. */
    together: (count: number) => `${count} điểm`,
    group: 'Nhóm sản phẩm',
    allGroups: 'Mọi nhóm',
    apply: 'Xem',
    drawn: (what: string) => `Bản đồ: ${what}`,
    pointsNote: 'Số trên bản đồ là số sản phẩm tại điểm đó. Chạm vào để xem bên dưới.',
    communesNote: 'Mỗi dấu đặt ở giữa xã, phường. Chạm vào để xem bên dưới.',
    none: 'Không có nơi nào thuộc nhóm này. Bạn chọn nhóm khác nhé.',
    nearer: 'Phóng to',
    farther: 'Thu nhỏ',
    whole: 'Xem cả tỉnh',
    base: 'Nền bản đồ',
    near: 'Gần tôi',
    nearBusy: 'Đang hỏi vị trí từ máy của bạn…',
    nearRefused: 'Máy không cho biết vị trí. Bạn vẫn xem được theo tên.',
    far: (km: string) => `· cách bạn ${km} km`,
  },
};
