/** What notices of a photograph say of it. */
export interface NoticedPhoto {
  point: string;
  alt: string;
  reason: string;
}

/** An officer took a photograph of a point down; to whoever keeps it. `short` goes to a telephone. */
export function photoNotice(
  { point, alt, reason }: NoticedPhoto,
  link: string,
): { subject: string; text: string; short: string } {
  const subject = `Một ảnh của ${point} đã được gỡ`;
  return {
    subject,
    text: [
      `Cán bộ du lịch đã gỡ ảnh “${alt}” khỏi trang của ${point}.`,
      '',
      `Lý do: ${reason}`,
      '',
      `Bạn đăng ảnh khác ở đây: ${link}`,
      '',
    ].join('\n'),
    short: `${subject}. ${link}`,
  };
}
