/* The columns of a file of sales, ours and those that only other programs have. */
#ifndef POS_SALES_COLUMNS_H
#define POS_SALES_COLUMNS_H

enum sales_column {
    COLUMN_TICKET,
    COLUMN_TIME,
    COLUMN_PRODUCT,
    COLUMN_QUANTITY,
    COLUMN_PRICE,
    COLUMN_DISCOUNT,
    COLUMN_SELLER,
    COLUMN_CASH, /* the four payments, in the order of enum payment_mode */
    COLUMN_CARD,
    COLUMN_CHEQUE,
    COLUMN_VOUCHER,
    COLUMN_PAPER,
    COLUMN_REFUND_OF,
    COLUMN_NUMBER,
    COLUMN_CLOCK, /* of other programs, from here on */
    COLUMN_TYPE,
    COLUMN_STATUS,
    COLUMN_LABEL,
    COLUMN_VARIANT,
    COLUMN_GROSS,  /* of the line, before its discount */
    COLUMN_NET,    /* of one piece, without VAT */
    COLUMN_RATE,   /* of VAT, to compare with the product's */
    COLUMN_METHOD, /* how the ticket was paid, in a word */
    COLUMN_TOTAL,  /* of the ticket, to compare with its lines */
    COLUMN_MEANS,  /* from here on one for each further means of the book */
};

#endif
