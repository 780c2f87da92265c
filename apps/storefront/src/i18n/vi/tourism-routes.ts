/** A distance as it is written: 83,8. */
const km = (distance: number): string => String(distance).replace('.', ',');

/** Routes that join points and makers. */
export const routes = {
  routes: {
    title: 'Tuyến du lịch',
    lead: 'Mỗi tuyến nối các điểm du lịch với nơi làm ra sản vật, để đi một đường mà thấy, nếm và mua được tận nơi.',
    none: 'Chưa có tuyến nào.',
    all: 'Xem các tuyến du lịch',
    stops: (count: number) => `${count} điểm dừng`,
    about: (distance: number) => `khoảng ${km(distance)} km đường chim bay`,
    leg: (distance: number) => `cách điểm trước ${km(distance)} km đường chim bay`,
    stopsTitle: 'Các điểm dừng',
    kinds: { commune: 'Xã, phường đi qua' },
    goods: {
      point: 'Có ở điểm này',
      seller: 'Của gian hàng này',
      commune: 'Sản vật của vùng này',
    },
    makers: 'Người làm nghề dọc đường',
    map: (name: string) => `Bản đồ tuyến ${name}`,
    mapNote: 'Đường nối thẳng giữa các điểm, không phải đường đi thật.',
    take: 'Mang theo',
    takeText: 'Tải về trước khi đi; ra rừng, ra sông không có sóng vẫn xem được.',
    gpx: 'Tải tệp GPX',
    print: 'In tuyến',
    keep: 'Giữ tuyến trong máy',
    keepBusy: 'Đang giữ trang tuyến, các điểm dừng và tệp…',
    kept: 'Đã giữ. Không có mạng bạn vẫn mở được tuyến này, các điểm dừng và tệp.',
    keepFailed: 'Chưa giữ được hết. Khi mạng tốt hơn, bạn bấm lại nhé.',
    day: 'Ngày đi',
    calendar: 'Thêm vào lịch',
    unknownTitle: 'Không tìm thấy tuyến này',
    unknownText: 'Tuyến có thể đã đổi tên hoặc tạm ẩn. Mời bạn xem các tuyến khác.',
  },
  /** What officers read. */
  routeDesk: {
    lead: 'Khách xem các tuyến này trên trang du lịch, tải về và đi theo.',
    edit: 'Sửa',
    editOf: (name: string) => `Sửa tuyến ${name}`,
    hidden: 'Đang ẩn, khách chưa thấy.',
    add: 'Thêm tuyến mới',
    saved: (name: string) => `Đã lưu tuyến ${name}.`,
    name: 'Tên tuyến',
    summary: 'Giới thiệu ngắn',
    stopsText:
      'Gõ vài chữ rồi chọn điểm du lịch, xã, phường hoặc gian hàng. Muốn đổi thứ tự thì sửa số. Xóa ô nơi dừng là bỏ điểm đó.',
    row: (number: number) => `Dòng ${number}`,
    order: 'Thứ tự',
    place: 'Nơi dừng',
    words: 'Ghi chú',
    seller: (name: string, slug: string) => `Gian hàng ${name} (${slug})`,
    published: 'Cho khách xem',
    save: 'Lưu tuyến',
    wrongPlace: 'Bạn chọn một nơi trong danh sách.',
    fewStops: 'Tuyến cần ít nhất hai điểm dừng.',
    noName: 'Bạn đặt tên cho tuyến.',
    refusals: {
      stale_version:
        'Có người vừa sửa tuyến này, hoặc đã có tuyến trùng tên. Những ô bạn ghi còn nguyên; bạn xem lại rồi lưu lần nữa.',
      not_allowed: 'Tuyến đi qua nhiều xã nên cán bộ phụ trách toàn tỉnh mới sửa được.',
    } as Record<string, string>,
  },
};
