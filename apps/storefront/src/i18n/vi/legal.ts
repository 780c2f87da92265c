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
            'Sàn không giữ tiền hàng. Bạn trả thẳng cho người bán: khi nhận hàng, bằng chuyển khoản, hoặc bằng thẻ, ví nếu người bán có nhận. Phần nào phải trả trước thì hiện rõ trước khi bạn bấm Đặt hàng.',
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
            'Bạn xóa tài khoản lúc nào cũng được, không phải nêu lý do. Nếu bạn là chủ duy nhất của một gian hàng chưa đóng, hoặc đang giữ nhiệm vụ cán bộ, thì bàn giao xong mới xóa được.',
          ],
        },
        {
          id: 'mua-hang',
          title: 'Khi bạn mua hàng',
          items: [
            'Giá đã gồm thuế. Phí giao hàng hiện rõ trước khi bạn bấm Đặt hàng.',
            'Bạn hủy được đơn khi người bán chưa nhận đơn và bạn chưa trả tiền. Hàng không đúng mô tả, hư hỏng hoặc quá hạn thì báo trong thời hạn ghi ở trang Giao hàng và đổi trả để trả lại và được hoàn tiền.',
            'Rượu và đồ uống có cồn chỉ bán cho người từ đủ 18 tuổi và không trả tiền khi nhận hàng.',
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
            'Bạn khiếu nại ngay trên trang đơn hàng, hoặc gọi cho người bán hay đơn vị vận hành sàn ở cuối trang. Các bước và thời hạn trả lời ghi ở trang Khiếu nại.',
            'Điều khoản đổi thì sàn hỏi lại bạn. Chưa đồng ý bản mới thì bạn vẫn xem và tải được dữ liệu của mình.',
          ],
        },
      ],
    },
    privacy: {
      title: 'Quyền riêng tư',
      lead: 'Sàn giữ gì của bạn, để làm gì, trong bao lâu, và bạn làm được gì với những thông tin đó.',
      sections: [
        {
          id: 'giu-gi',
          title: 'Sàn giữ những gì',
          items: [
            'Tài khoản: họ tên, số điện thoại, thư điện tử nếu bạn ghi, địa chỉ bạn lưu. Những dòng này được mã hóa bằng một khóa riêng của bạn.',
            'Đơn hàng: người nhận, số điện thoại, thư điện tử, địa chỉ, lời nhắn và thông tin hóa đơn nếu bạn ghi. Mỗi lần đặt hàng có một khóa mã hóa riêng. Món đã mua và số tiền thì giữ nguyên để đối chiếu.',
            'Trả hàng và khiếu nại: lời bạn viết, ảnh bạn gửi, tài khoản nhận tiền hoàn nếu bạn ghi.',
            'Đánh giá, câu hỏi, phản ánh: lời bạn viết, ảnh, số sao bạn cho, tên bạn chọn cho hiện. Vị trí và tên máy trong ảnh bị bỏ trước khi lưu.',
            'Hẹn ghé thăm: tên, số điện thoại, ngày và số người.',
            'Đơn trả tiền khi nhận hàng: số điện thoại nào đã nhận hàng, số nào không nhận gói hàng trong 180 ngày qua. Số được giữ dưới dạng mã băm có khóa, dùng chung cho mọi người bán để giới hạn số tiền hàng gửi đi khi chưa trả.',
            'Tin báo trên máy: địa chỉ nhận tin của trình duyệt, chỉ khi bạn bật.',
            'Giỏ hàng: món và số lượng, không có gì về bạn cho tới khi bạn đăng nhập.',
            'Máy đã đăng nhập: tên trình duyệt, lần dùng gần nhất. Sàn không ghi vị trí và không theo dõi bạn xem gì.',
            'Những điều bạn đồng ý hoặc rút lại: mục nào, bản nào, lúc nào.',
            'Nhật ký: ai làm gì, lúc nào. Thông tin của bạn nằm trong đó cũng được mã hóa bằng khóa của bạn.',
            'Người bán: thêm giấy đăng ký, người đứng tên, tài khoản ngân hàng. Mỗi lần cán bộ mở xem giấy tờ đều ghi lại là ai, vì sao.',
          ],
        },
        {
          id: 'mo-gian-hang',
          title: 'Khi bạn mở gian hàng',
          items: [
            'Luật thương mại điện tử buộc sàn xác minh người bán trước khi bán. Vì vậy sàn hỏi họ tên, ngày sinh, chức vụ, số căn cước và ảnh giấy tờ của người đứng tên. Những thông tin này chỉ dùng để xác minh.',
            'Tài khoản ngân hàng dùng để đối chiếu đúng chủ. Khi gian hàng được duyệt, số tài khoản và tên chủ tài khoản hiện cho khách đặt hàng để chuyển khoản.',
            'Ngày sinh, số căn cước, tài khoản và ảnh giấy tờ được mã hóa bằng khóa riêng của gian hàng. Chỉ cán bộ xét duyệt mở xem được, phải ghi lý do, và mỗi lần mở đều được ghi lại cho bạn xem.',
            'Thông tin xác minh được giữ cùng gian hàng và 3 năm sau khi gian hàng đóng, rồi khóa bị hủy.',
            'Bạn không đồng ý thì hồ sơ không gửi được. Đã gửi mà chưa duyệt, bạn rút hồ sơ về rồi bỏ đồng ý lúc nào cũng được.',
          ],
        },
        {
          id: 'de-lam-gi',
          title: 'Để làm gì',
          items: [
            'Nhận ra bạn khi đăng nhập, giao đơn bạn đặt, trả lời khi bạn hỏi.',
            'Làm những việc luật buộc: lưu đơn hàng và chứng từ, trả lời cơ quan có thẩm quyền.',
            'Sàn không bán thông tin cho ai, không dùng cookie theo dõi, không lấy mã của mạng quảng cáo nào.',
          ],
        },
        {
          id: 'cookie',
          title: 'Cookie',
          items: [
            'Chỉ có cookie cần để trang chạy được: phiên đăng nhập, máy quen, giỏ hàng và số món trong giỏ, lần gửi đơn gần nhất, mở lại đơn đã đặt.',
            'Bấm “hữu ích” hoặc báo vi phạm thì máy nhận một mã ngẫu nhiên, giữ một năm, để mỗi máy chỉ được tính một lần.',
            'Xem hàng không cần cookie nào.',
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
            'Người bán của đơn bạn đặt xem được người nhận, số điện thoại, địa chỉ và lời nhắn của đơn đó, không xem được gì hơn.',
            'Số điện thoại của bạn chỉ được chia sẻ cho người bán khác hoặc đơn vị xúc tiến thương mại khi bạn bật mục “Chia sẻ liên hệ”.',
            'Cơ quan nhà nước có thẩm quyền yêu cầu thì sàn phải cung cấp, và ghi lại việc đó.',
          ],
        },
        {
          id: 'doi-tac',
          title: 'Ai giúp giao hàng, thu tiền và gửi tin',
          items: [
            'Hãng vận chuyển mà người bán chọn nhận tên, số điện thoại, địa chỉ của người nhận và số tiền phải thu của đơn đó.',
            'Khi bạn trả bằng thẻ hoặc ví, cổng thanh toán của người bán nhận mã đơn và số tiền; VNPAY nhận thêm địa chỉ mạng của máy bạn. Sàn không thấy số thẻ và không giữ địa chỉ mạng đó.',
            'Đơn vị gửi tin nhắn, Zalo và thư điện tử nhận số hoặc địa chỉ của bạn cùng nội dung tin.',
            'Họ chỉ được dùng những thông tin này để làm việc đó.',
          ],
        },
        {
          id: 'bao-lau',
          title: 'Giữ trong bao lâu',
          items: [
            'Tài khoản và địa chỉ đã lưu: cho tới khi bạn xóa. Máy không dùng 180 ngày thì tự đăng xuất.',
            'Giỏ hàng: 90 ngày từ lần dùng cuối.',
            'Người nhận của đơn hàng: 3 năm từ ngày đặt, theo luật thương mại điện tử. Thông tin hóa đơn: 10 năm, theo luật thuế. Hết hạn thì khóa của lần đặt hàng đó bị hủy, không ai đọc được nữa, kể cả trong bản sao lưu.',
            'Người liên hệ của lần hẹn ghé thăm: 30 ngày sau ngày hẹn. Gói hàng không nhận: thôi tính sau 180 ngày.',
            'Yêu cầu gửi bằng thư hoặc điện thoại: 3 năm từ lúc trả lời.',
            'Mã đăng nhập: 5 phút.',
          ],
        },
        {
          id: 'quyen',
          title: 'Quyền của bạn',
          items: [
            'Xem và tải về mọi thông tin sàn đang giữ của bạn, ngay trong tài khoản.',
            'Sửa thông tin, rút lại sự đồng ý, ngay trong tài khoản và có hiệu lực ngay.',
            'Xóa tài khoản: sàn xác nhận ngay, chờ 7 ngày phòng khi bạn đổi ý, rồi xóa. Khóa của bạn bị hủy nên những gì còn lại trong nhật ký và bản sao lưu không ai đọc được nữa. Đơn hàng vẫn giữ đủ thời hạn luật định nhưng không còn gắn với tài khoản nào.',
            'Mua hàng không có tài khoản thì gửi thư hoặc gọi cho đơn vị vận hành: được báo đã nhận trong 2 ngày làm việc, được trả lời trong 10 đến 20 ngày tùy việc. Việc khó thì gia hạn một lần, 15 ngày, có nêu lý do.',
            'Có sự cố làm lộ thông tin thì sàn báo cơ quan chức năng trong 72 giờ và báo cho người bị ảnh hưởng.',
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
