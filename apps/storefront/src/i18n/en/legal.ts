/** The two texts an account agrees to. The Vietnamese text is the one that binds; this one says the same in English. */
export const legal = {
  legal: {
    version: (version: string, from: string) =>
      `Version ${version}, in force from ${from}. This is a translation; the Vietnamese text prevails.`,
    terms: {
      title: 'Terms of use',
      lead: 'What you and the marketplace promise each other when you create an account. If you buy without an account, the parts about orders still apply.',
      sections: [
        {
          id: 'san',
          title: 'What the marketplace does',
          items: [
            'We present OCOP products with a valid certificate and take orders on behalf of the sellers. The sales contract is between you and the seller.',
            'We do not hold payments. You pay the seller directly: on delivery, by bank transfer, or by card or e-wallet where the seller takes them. Any part to be paid in advance is shown before you press Place order.',
            'When a certificate expires or is revoked, the product goes off sale the same day.',
          ],
        },
        {
          id: 'tai-khoan',
          title: 'Your account',
          items: [
            'Everyone opens an account with their own phone number and their real name.',
            'The 6-digit code and the password are for you alone. Our people never call to ask for a code.',
            'You can see which devices are signed in and sign any of them out at once.',
            'You can delete your account at any time without giving a reason. If you are the only owner of a shop that is not closed, or hold an officer’s duty, you have to hand that over first.',
          ],
        },
        {
          id: 'mua-hang',
          title: 'When you buy',
          items: [
            'Prices include tax. The delivery fee is shown before you press Place order.',
            'You can cancel as long as the seller has not accepted the order and you have not paid. If goods are not as described, damaged or out of date, tell us within the time stated under Delivery, returns and privacy to return them and be refunded.',
            'Alcohol is sold only to people aged 18 or over and cannot be paid for on delivery.',
          ],
        },
        {
          id: 'ban-hang',
          title: 'When you sell',
          items: [
            'A shop opens when an officer has checked and approved its application. If details are wrong, the shop may be suspended with 5 days’ notice, unless the authorities require it at once.',
            'Officers only help with your consent. Everything they do is recorded with their name and you can look it up.',
            'Orders that have been accepted are still delivered, even when the shop has closed.',
          ],
        },
        {
          id: 'khong-duoc',
          title: 'What is not allowed',
          items: [
            'Impersonating others, or guessing other people’s passwords or codes.',
            'Selling goods of unknown origin or prohibited goods, or stating the wrong stars.',
            'Using the details of buyers or sellers for anything other than the order.',
          ],
        },
        {
          id: 'khieu-nai',
          title: 'When something is wrong',
          items: [
            'Complain on your order page, or call the seller or the operator named at the bottom of the page. The steps and the times for a reply are on the Complaints page.',
            'When these terms change we ask you again. Until you agree to the new version you can still see and download your data.',
          ],
        },
      ],
    },
    privacy: {
      title: 'Privacy',
      lead: 'What we keep about you, what for, how long, and what you can do about it.',
      sections: [
        {
          id: 'giu-gi',
          title: 'What we keep',
          items: [
            'Account: your name, phone number, email address if you give one, and the addresses you save. These are encrypted with a key of your own.',
            'Orders: recipient, phone number, email address, address, message and invoice details if you give them. Each purchase has its own encryption key. What was bought and for how much is kept as it is, for reconciliation.',
            'Returns and complaints: what you write, the pictures you send, and the account for your refund if you give one.',
            'Reviews, questions and reports: what you write, pictures, your rating and the name you choose to show. Places and device names are removed from pictures before they are kept.',
            'Visits: name, phone number, day and number of people.',
            'Cash on delivery: which phone numbers have received goods and which have refused parcels in the past 180 days. Numbers are kept as keyed digests and count for all sellers alike, to limit how much is sent before it is paid for.',
            'Notices on your device: the address at which your browser receives them, only if you switch them on.',
            'Cart: items and quantities, nothing about you until you sign in.',
            'Signed-in devices: the browser’s name and when it was last used. We do not record your location and do not track what you look at.',
            'What you agreed to or withdrew: which item, which version, when.',
            'Log: who did what, when. Your details in it are encrypted with your key too.',
            'Sellers: also registration papers, representative and bank account. Each time an officer opens such papers, who and why is recorded.',
          ],
        },
        {
          id: 'mo-gian-hang',
          title: 'When you open a shop',
          items: [
            'The e-commerce law requires us to verify sellers before they sell. So we ask for the representative’s name, date of birth, position, ID number and pictures of their papers. They are used for verification only.',
            'The bank account is used to check that it belongs to the right person. Once the shop is approved, the account number and holder are shown to buyers who pay by transfer.',
            'Date of birth, ID number, account and pictures of papers are encrypted with the shop’s own key. Only the reviewing officers can open them, must state a reason, and every opening is recorded for you to see.',
            'Verification details are kept with the shop and for 3 years after it closes; then the key is destroyed.',
            'If you do not agree, the application cannot be sent. If it has been sent but not approved, you can take it back and withdraw your consent at any time.',
          ],
        },
        {
          id: 'de-lam-gi',
          title: 'What for',
          items: [
            'To recognise you when you sign in, deliver what you order and answer when you ask.',
            'To do what the law requires: keeping orders and records, and answering the competent authorities.',
            'We sell your details to nobody, use no tracking cookies and load no code from advertising networks.',
          ],
        },
        {
          id: 'cookie',
          title: 'Cookies',
          items: [
            'Only the cookies the site needs to work: your session, known devices, your cart and the number of items in it, the last order you sent, and reopening orders you placed.',
            'If you mark a review as helpful or report something, your device gets a random code, kept for a year, so that each device counts once.',
            'Looking around needs no cookies at all.',
          ],
        },
        {
          id: 'tin-nhan',
          title: 'News about products',
          items: [
            'Sent only when you switch it on. You can switch it off in your account at any time, with immediate effect.',
            'Messages about orders and sign-in codes are not advertising and are always sent.',
          ],
        },
        {
          id: 'chia-se',
          title: 'Who sees it',
          items: [
            'The seller of your order sees the recipient, phone number, address and message of that order and nothing else.',
            'Your phone number is shared with other sellers or trade promotion bodies only if you switch on “Sharing your contact”.',
            'When a competent state authority asks, we have to answer, and we record it.',
          ],
        },
        {
          id: 'doi-tac',
          title: 'Who helps with delivery, payment and messages',
          items: [
            'The carrier the seller chooses receives the recipient’s name, phone number and address and the amount to collect for that order.',
            'When you pay by card or e-wallet, the seller’s payment provider receives the order code and the amount; VNPAY also receives your network address. We never see card numbers and do not keep that address.',
            'Services that send text messages, Zalo messages and email receive your number or address and the text of the message.',
            'They may use these details for that purpose only.',
          ],
        },
        {
          id: 'bao-lau',
          title: 'How long we keep it',
          items: [
            'Account and saved addresses: until you delete them. A device that is not used for 180 days is signed out.',
            'Cart: 90 days after it was last used.',
            'The recipient of an order: 3 years from the order, under the e-commerce law. Invoice details: 10 years, under tax law. After that the key of that purchase is destroyed and nobody can read it any more, not even in backups.',
            'Contact details of a visit: 30 days after the day of the visit. Refused parcels stop counting after 180 days.',
            'Requests by letter or telephone: 3 years after they were answered.',
            'Sign-in codes: 5 minutes.',
          ],
        },
        {
          id: 'quyen',
          title: 'Your rights',
          items: [
            'See and download everything we hold about you, right in your account.',
            'Correct your details and withdraw consent, right in your account and with immediate effect.',
            'Delete your account: we confirm at once, wait 7 days in case you change your mind, then delete it. Your key is destroyed, so nobody can read what remains in logs and backups. Orders are kept for the legal period but belong to no account any more.',
            'If you bought without an account, write to or call the operator: receipt is confirmed within 2 working days and you are answered within 10 to 20 days depending on the matter. Difficult matters may be extended once by 15 days, with reasons.',
            'If there is a data breach, we tell the authorities within 72 hours and the people affected.',
          ],
        },
        {
          id: 'luat',
          title: 'Legal basis',
          items: [
            'Law on Personal Data Protection No. 91/2025/QH15 and Decree 356/2025/NĐ-CP, in force from 1 January 2026.',
            'The controller is the operator named at the bottom of the page.',
          ],
        },
      ],
    },
  },
};
