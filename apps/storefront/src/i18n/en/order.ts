export const order = {
  order: {
    title: (code: string) => `Order ${code}`,
    thanks: 'Thank you for your order!',
    thanksText:
      'The seller has received it. Keep the purchase code or the order code so that you can find it again.',
    groupCode: 'Purchase code',
    placedAt: (time: string) => `Placed ${time}`,
    total: 'Total',
    split: (count: number) => `This purchase is ${count} orders from ${count} sellers, delivered separately.`,
    ofSeller: (seller: string) => `Order from ${seller}`,
    code: 'Order code',
    statuses: {
      placed: 'Placed',
      confirmed: 'Accepted by the seller',
      completed: 'Completed',
      cancelled: 'Cancelled',
    } as Record<string, string>,
    payments: {
      pending: 'Awaiting payment',
      paid: 'Paid',
      expired: 'Not paid in time',
      failed: 'Payment failed',
      refunded: 'Refunded',
      partly_refunded: 'Partly refunded',
    } as Record<string, string>,
    fulfillments: {
      packing: 'Being prepared',
      handed_over: 'On its way',
      delivered: 'Delivered',
      refused: 'Not accepted',
      returned_to_sender: 'Returned to the seller',
      unsent: 'Could not be sent',
    } as Record<string, string>,
    next: 'What happens next',
    sayCode: (phone: string, code: string) => `Questions? Call ${phone} and give the order code ${code}.`,
    nextSteps: {
      pay_by_transfer:
        'Scan the code below to pay the seller. Once the money has arrived, the seller prepares your goods.',
      pay_deposit:
        'Scan the code below to pay the seller a part in advance; the rest is paid on delivery. Once the money has arrived, the seller prepares your goods.',
      pay_online:
        'Use the button below to pay on the payment provider’s page. Once the money has arrived, the seller prepares your goods.',
      payment_expired:
        'No payment arrived in time, so the order was cancelled automatically. You are welcome to order again.',
      seller_weighs:
        'The seller weighs the goods when packing, and we then tell you the amount to pay: it can only go down. If they are not weighed within 72 hours the order is cancelled and you pay nothing.',
      seller_confirms:
        'The seller will call to confirm within {escalateHours} hours and then prepare your goods.',
      seller_packs: 'The seller has accepted your order and is preparing it.',
      on_the_way: 'Your goods are on their way. When they arrive, please press “I have received it” below.',
      arrived:
        'The seller says your order has been delivered. Check the goods and press “I have received it”; after {completedDays} days the order completes by itself. If nothing has arrived, call the seller at once.',
      completed: 'This order is complete. Thank you for supporting our producers!',
      cancelled_by_buyer: 'You cancelled this order and have nothing to pay.',
      cancelled_unpaid:
        'The order was cancelled because it was not paid in time. The goods are back on the shelf; you can order again.',
      cancelled_by_seller: 'The seller cancelled this order.',
      cancelled_unconfirmed:
        'The order was cancelled because the seller did not accept it in time. Anything you paid is refunded within 30 days.',
      cancelled_refused:
        'The order ended because the goods were not accepted. Anything you paid is refunded within 30 days.',
      cancelled_unweighed:
        'The order was cancelled because the seller did not weigh the goods within 72 hours. You pay nothing and can order again.',
    },
    cancellations: {
      out_of_stock: 'Reason: out of stock.',
      cannot_deliver: 'Reason: cannot be delivered to this address.',
      buyer_asked: 'Reason: you asked to cancel.',
      unreachable: 'Reason: you could not be reached.',
      suspicious: 'Reason: something about the order looked unusual.',
      other: 'Another reason.',
    } as Record<string, string>,
    cancelWords: (words: string) => `Message from the seller: “${words}”.`,
    lessToPay: (amount: string) =>
      `Amount to pay: ${amount}, without the items that were not accepted or could not be sent.`,
    refunded: 'The seller refunds what you paid within 30 days.',
    parcels: 'Parcels',
    parcel: (number: number) => `Parcel ${number}`,
    tracking: (code: string) => `tracking number ${code}`,
    parcelRefused: (refused: number, pieces: number) => `${refused} of ${pieces} items sent back`,
    happened: 'Order history',
    events: {
      'order placed': 'You placed the order',
      'order confirmed': 'The seller accepted the order',
      'order completed': 'Order completed',
      'order cancelled': 'Order cancelled',
      'fulfillment packing': 'The seller is packing',
      'fulfillment handed_over': 'The goods left the shop',
      'fulfillment delivered': 'Delivered',
      'fulfillment refused': 'Some goods were sent back on delivery',
      'fulfillment returned_to_sender': 'Returned goods are back at the shop',
      'fulfillment unsent': 'Some goods could not be sent',
      'return requested': 'You asked to return goods',
      'return escalated': 'No reply in time, it went to an officer',
      'return agreed': 'The seller agreed to take the goods back',
      'return settled': 'Return completed, refund to follow',
      'return declined': 'The return was declined',
      'return withdrawn': 'Return cancelled',
      'go_ahead asked': 'Waiting for confirmation before sending',
      'go_ahead unanswered': 'Called to confirm, no answer',
      'go_ahead reminded': 'Reminder to confirm',
      'go_ahead overdue': 'No confirmation in time',
      'go_ahead given': 'Confirmed, ready to send',
      'go_ahead waived': 'Sent without confirmation',
      'go_ahead refused': 'No longer wanted',
      'dispute open': 'Complaint opened',
      'dispute answered': 'The seller answered the complaint',
      'dispute escalated': 'Complaint passed to an officer',
      'dispute taken': 'An officer took on the complaint',
      'dispute settled': 'Complaint settled by agreement',
      'dispute withdrawn': 'Complaint withdrawn',
      'dispute decided': 'Complaint decided',
      'deposit asked': 'Deposit due',
      'deposit paid': 'A part was paid in advance',
      'payment paid': 'Paid',
      'payment refunded': 'Refunded',
      'payment partly_refunded': 'Partly refunded',
    } as Record<string, string>,
    receive: 'I have received it',
    receiveText: 'Press this when everything has arrived and is fine. The order is then complete.',
    receiveLate: 'This order is already completed or cancelled.',
    flagged: {
      title: 'Please review this order',
      reasons: {
        certificate_revoked: (name: string) => `${name}: its OCOP certificate has just been revoked.`,
        taken_down: (name: string) => `${name}: it has just been taken down.`,
        shop_suspended: (name: string) =>
          `${name}: the shop has just been suspended at the request of the authorities.`,
      } as Record<string, (name: string) => string>,
      cancel: 'You can cancel the order at the end of this box and pay nothing.',
      call: (phone: string) => `To stop the delivery or get your money back, call the seller: ${phone}.`,
    },
    money: {
      missing: (amount: string) => `${amount} still to pay`,
      received: (amount: string) =>
        `The seller has received ${amount}. Please transfer the rest with the code below.`,
      back: (amount: string) => `The seller refunds you ${amount}`,
      owed: (day: string, phone: string) =>
        `By ${day} at the latest, under consumer protection law. To give an account for the refund, call ${phone}.`,
      sent: (reference: string | null) =>
        reference === null
          ? 'The seller says the money has been sent. If it has not arrived, please call the seller.'
          : `The seller says the money has been sent, reference ${reference}. If it has not arrived, please call the seller.`,
    },
    pay: {
      title: 'Pay for this order',
      card: 'Pay by card',
      wallet: 'Pay with a wallet or banking app',
      where:
        'This button opens the payment provider’s page. The money goes straight to the seller; we never hold it.',
      until: (time: string) =>
        `Pay before ${time}. After that the order is cancelled and the goods go back on the shelf.`,
      silent:
        'The payment provider has not answered. Your order is still reserved; please reload the page in a few minutes.',
      again: 'Reload the page',
    },
    qrTitle: 'Transfer to the seller',
    qrAlt: (amount: string, purpose: string) => `VietQR code to transfer ${amount} with reference ${purpose}`,
    qrHint:
      'Open your banking app and scan the QR code. On the same phone: take a screenshot and choose it in the app.',
    expires: (time: string) =>
      `Transfer before ${time}. After that the order is cancelled and the goods go back on the shelf.`,
    bank: 'Bank',
    accountNumber: 'Account number',
    accountName: 'Account holder',
    amount: 'Amount',
    purpose: 'Reference',
    copy: 'Copy',
    copied: 'Copied',
    sample: 'SAMPLE – DO NOT TRANSFER',
    lines: 'Goods ordered',
    times: (quantity: number, what: string) => `${quantity} × ${what}`,
    items: 'Subtotal',
    fee: 'Delivery',
    free: 'Free',
    discount: 'Discount',
    payment: 'Payment',
    deliverTo: 'Deliver to',
    pickUpAt: 'Collect at',
    contact: 'Recipient',
    note: 'Message',
    cancel: 'Cancel this order',
    cancelAsk: 'Cancel the order from this seller?',
    cancelText: 'The goods go back on the shelf straight away. This cannot be undone.',
    cancelConfirm: 'Yes, cancel the order',
    cancelDone: 'The order has been cancelled.',
    cancelLate:
      'The seller has accepted the order or you have paid, so you can no longer cancel it here. Please call the seller.',
    print: 'Print this page',
    lockedTitle: 'This page needs its own link',
    lockedText:
      'To protect your details, an order opens only with the link sent to you or on the device you ordered from. Enter your phone number and the order code and we will send the link again.',
    saveLink:
      'To see this order again, use this device or look it up with your phone number and the order code.',
  },
  lookup: {
    title: 'Find my order',
    lead: 'Enter the phone number you ordered with and the order code. We will send a link to the phone or email address on that order.',
    phone: 'Phone number',
    code: 'Order code',
    codeHint:
      'The code of the order or of the whole purchase: 8 to 12 letters and digits, in your confirmation.',
    submit: 'Send me the link',
    sentTitle: 'We have your request',
    sentText:
      'If the phone number and the order code match, a link to the order is on its way to the phone or email address on the order. If nothing arrives within a few minutes, please check the code and try again.',
    again: 'Look up another order',
    phoneWrong: 'A phone number has 10 digits and starts with 03, 05, 07, 08 or 09.',
    codeWrong: 'An order code has 8 to 12 letters and digits.',
  },
};
