/*
 * Which of two facts is the newer one. Inside a chain the sequence decides;
 * between chains, the order in which the own till learned of them: what came
 * with a merge stands where that merge is recorded, what came with the copy
 * that the till was made of stands before all. No clock has a say: clocks go
 * back, and two tills never agree.
 */
#ifndef LEDGER_FACT_ORDER_H
#define LEDGER_FACT_ORDER_H

/*
 * SQL for the place of a row of `FACT` (an alias with chain and seq) in the own till's chain; of
 * two rows with one place the higher seq is the newer. A merge (kind 65) notes the last record that
 * came, and, in form 2, the last one that was there before.
 */
#define FACT_PLACE(FACT)                                                                           \
    "CASE " FACT ".chain WHEN (SELECT value FROM local WHERE key = 'till') THEN " FACT ".seq "     \
    "ELSE coalesce((SELECT min(joined.seq) FROM note CROSS JOIN record AS joined USING "           \
    "(chain, seq) WHERE note.chain = (SELECT value FROM local WHERE key = 'till') AND "            \
    "note.subject = " FACT ".chain AND joined.kind = 65 AND " FACT ".seq <= "                      \
    "CAST(substr(note.detail, 66) AS INTEGER) AND (joined.form = 1 OR " FACT ".seq > "             \
    "note.amount)), 0) END"

#define FACT_NEWEST_FIRST(FACT) FACT_PLACE(FACT) " DESC, " FACT ".seq DESC"

/*
 * The chains of real events, one seek each: DISTINCT would walk through every record. Names a
 * table `real` with the column `chain`.
 */
#define SQL_REAL_CHAINS                                                                            \
    "WITH RECURSIVE step(chain) AS (SELECT min(chain) FROM record WHERE chain >= 'A' "             \
    "UNION ALL SELECT (SELECT min(chain) FROM record WHERE record.chain > step.chain) FROM step "  \
    "WHERE step.chain IS NOT NULL), "                                                              \
    "real(chain) AS (SELECT chain FROM step WHERE chain BETWEEN 'A' AND 'Z') "

#endif
