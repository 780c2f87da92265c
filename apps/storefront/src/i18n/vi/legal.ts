/** The two texts an account agrees to. A change of meaning is a new version in data/programme/consents.json. */
export const legal = {
  legal: {
    version: (version: string, from: string) => `Bản ${version}, áp dụng từ ngày ${from}`,
    terms: {
      title: 'Điều khoản sử dụng',
      lead: 'Những điều bạn và sàn cam kết với nhau khi bạn mở tài khoản. Mua hàng không cần tài khoản thì phần về đơn hàng vẫn áp dụng.',
      sections: [
        {
          id: 'san',
          title: 'Sàn làm gì',
          items: [
            'Sàn giới thiệu sản phẩm OCOP có giấy chứng nhận còn hiệu lực và nhận đơn đặt hàng giúp người bán. Hợp đồng mua bán là giữa bạn và người bán.',
            'Sàn không giữ tiền hàng. Bạn trả thẳng cho người bán, khi nhận hàng hoặc bằng chuyển khoản.',
            'Giấy chứng nhận hết hạn hoặc bị thu hồi thì sản phẩm ngừng bán ngay trong ngày.',
          ],
        },
        {
          id: 'tai-khoan',
          title: 'Tài khoản của bạn',
          items: [
            'Mỗi người mở tài khoản bằng số điện thoại của chính mình và ghi đúng tên.',
            'Mã 6 số và mật khẩu chỉ mình bạn dùng. Người của sàn không bao giờ gọi hỏi mã.',
            'Bạn xem được các máy đang đăng nhập và cho máy nào ra cũng được, ngay lập tức.',
            'Bạn đóng tài khoản lúc nào cũng được, không phải nêu lý do.',
          ],
        },
        {
          id: 'mua-hang',
          title: 'Khi bạn mua hàng',
          items: [
            'Giá đã gồm thuế. Phí giao hàng hiện rõ trước khi bạn bấm Đặt hàng.',
            'Bạn hủy được đơn khi người bán chưa gửi hàng. Hàng không đúng mô tả, hư hỏng hoặc quá hạn thì báo trong 7 ngày từ khi nhận để trả lại và được hoàn tiền.',
            'Rượu và đồ uống có cồn chỉ bán cho người từ đủ 18 tuổi, trả tiền bằng chuyển khoản.',
          ],
        },
        {
          id: 'ban-hang',
          title: 'Khi bạn bán hàng',
          items: [
            'Gian hàng mở ra khi hồ sơ được cán bộ kiểm tra và duyệt. Thông tin ghi sai thì gian hàng có thể bị tạm ngưng, có báo trước 5 ngày, trừ khi cơ quan chức năng yêu cầu ngưng ngay.',
            'Cán bộ chỉ làm giúp khi bạn đồng ý. Việc gì họ làm cũng ghi tên và bạn xem lại được.',
            'Đơn đã nhận thì vẫn giao cho khách, kể cả khi gian hàng đã đóng.',
          ],
        },
        {
          id: 'khong-duoc',
          title: 'Những điều không được làm',
          items: [
            'Mạo danh người khác, dò mật khẩu hoặc mã của người khác.',
            'Bán hàng không có nguồn gốc, hàng cấm, hoặc ghi sai hạng sao.',
            'Lấy thông tin của người mua, người bán để dùng vào việc khác ngoài đơn hàng.',
          ],
        },
        {
          id: 'khieu-nai',
          title: 'Khi có điều chưa ổn',
          items: [
            'Bạn gọi người bán trước. Chưa xong thì báo đơn vị vận hành sàn, địa chỉ và số điện thoại ở cuối trang: được trả lời lần đầu trong 2 ngày làm việc.',
            'Điều khoản đổi thì sàn hỏi lại bạn. Chưa đồng ý bản mới thì bạn vẫn xem và tải được dữ liệu của mình.',
          ],
        },
      ],
    },
    privacy: {
      title: 'Riêng tư',
      lead: 'Sàn giữ gì của bạn, để làm gì, trong bao lâu, và bạn làm được gì với những thông tin đó.',
      sections: [
        {
          id: 'giu-gi',
          title: 'Sàn giữ những gì',
          items: [
            'Tài khoản: họ tên, số điện thoại, thư điện tử nếu bạn ghi. Những dòng này được mã hóa bằng một khóa riêng cho từng người.',
            'Đơn hàng: người nhận, số điện thoại, địa chỉ, món đã mua.',
            'Máy đã đăng nhập: tên trình duyệt, lần dùng gần nhất. Không ghi vị trí, không theo dõi bạn xem gì.',
            'Người bán: thêm giấy đăng ký, người đứng tên, tài khoản ngân hàng. Mỗi lần có người mở xem đều ghi lại là ai, vì sao.',
          ],
        },
        {
          id: 'de-lam-gi',
          title: 'Để làm gì',
          items: [
            'Nhận diện bạn khi đăng nhập, giao đơn bạn đặt, trả lời khi bạn hỏi.',
            'Làm những việc luật buộc: giữ chứng từ, trả lời cơ quan có thẩm quyền.',
            'Không dùng để quảng cáo, không bán cho ai, không có cookie theo dõi.',
          ],
        },
        {
          id: 'tin-nhan',
          title: 'Tin báo về hàng mới',
          items: [
            'Chỉ gửi khi bạn bật mục này. Tắt lúc nào cũng được trong tài khoản, có hiệu lực ngay.',
            'Tin về đơn hàng và mã đăng nhập không phải quảng cáo nên vẫn được gửi.',
          ],
        },
        {
          id: 'chia-se',
          title: 'Chia sẻ cho ai',
          items: [
            'Người bán và người giao hàng của đơn bạn đặt được biết tên, số điện thoại và địa chỉ nhận hàng của đơn đó, không được biết gì hơn.',
            'Số điện thoại của bạn chỉ được chia sẻ cho người bán khác hoặc đơn vị xúc tiến thương mại khi bạn bật mục “Chia sẻ liên hệ”.',
            'Cơ quan nhà nước có thẩm quyền yêu cầu bằng văn bản thì sàn phải cung cấp, và ghi lại việc đó.',
          ],
        },
        {
          id: 'bao-lau',
          title: 'Giữ trong bao lâu',
          items: [
            'Tài khoản: cho tới khi bạn xóa. Phiên đăng nhập không dùng 180 ngày thì tự hết.',
            'Đơn hàng: 3 năm. Chứng từ thuế: 10 năm. Luật buộc giữ kể cả khi bạn đã xóa tài khoản; hết hạn thì xóa.',
            'Mã đăng nhập: 5 phút.',
          ],
        },
        {
          id: 'quyen',
          title: 'Quyền của bạn',
          items: [
            'Xem và tải về mọi thông tin sàn đang giữ của bạn.',
            'Sửa, rút lại sự đồng ý, yêu cầu xóa. Sàn xác nhận trong 2 ngày làm việc và làm xong trong 20 ngày.',
            'Khi xóa tài khoản, khóa riêng của bạn bị hủy nên phần còn lại trong lịch sử không ai đọc được nữa.',
            'Có sự cố làm lộ thông tin thì sàn báo cho bạn và cơ quan chức năng trong 72 giờ.',
          ],
        },
        {
          id: 'luat',
          title: 'Căn cứ',
          items: [
            'Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 và Nghị định 356/2025/NĐ-CP, có hiệu lực từ ngày 1/1/2026.',
            'Đơn vị chịu trách nhiệm là đơn vị vận hành sàn ghi ở cuối trang.',
          ],
        },
      ],
    },
  },
};
