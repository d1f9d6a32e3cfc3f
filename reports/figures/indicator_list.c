#include "reports/figures/indicator_list.h"

#include "base/lang.h"
#include "reports/figures/roll.h"

static const char SQL_ANSWERS[] = "SELECT count(*) FROM answer";
static const char SQL_SHEETS[] = "SELECT count(*) FROM participant WHERE sheet IS NOT NULL";
static const char SQL_SENTENCES[] = "SELECT count(*) FROM grid_row";
static const char SQL_DATES[] = "SELECT count(date) FROM session_day";
static const char SQL_START[] =
    "SELECT count(*) FROM rating JOIN programme ON day <= creation_last";
static const char SQL_END[] = "SELECT count(*) FROM rating JOIN programme ON day >= sale_day";
static const char SQL_CALLED[] = "SELECT count(*) FROM attendance";
static const char SQL_MEANS[] =
    "SELECT count(*) FROM partner WHERE roles LIKE '%venue%' OR roles LIKE '%lend%'";
static const char SQL_PARTNERS[] = "SELECT count(*) FROM partner";
static const char SQL_TRAINERS[] =
    "SELECT count(*) FROM partner WHERE signs = 1 OR kind = 'animator'";
static const char SQL_OPINIONS[] = "SELECT count(*) FROM opinion";
static const char SQL_IMPROVEMENTS[] =
    "SELECT count(*) FROM opinion WHERE respondent LIKE 'animator%'";

static const struct indicator_row {
    int number;
    const char *title; /* N_() */
    const char *file;  /* of the folder of papers */
    const char *sql;   /* how much there is of it; NULL: nothing in a session proves it */
} INDICATORS[] = {
    { 2, N_("les résultats sont dits"), "formation/reponses.xlsx", SQL_ANSWERS },
    { 4, N_("le besoin de chacun est connu"), "accueil.pdf", SQL_SHEETS },
    { 5, N_("les objectifs se voient"), "formation/grille-groupe.pdf", SQL_SENTENCES },
    { 6, N_("le contenu va avec les objectifs"), "agenda.xlsx", SQL_DATES },
    { 8, N_("le point de départ est connu"), "formation/grille.xlsx", SQL_START },
    { 9, N_("les personnes sont informées"), "agenda.xlsx", SQL_DATES },
    { 10, N_("l'aide s'adapte à chacun"), "accueil.pdf", SQL_SHEETS },
    { 11, N_("ce qui est atteint est mesuré"), "formation/progression.xlsx", SQL_END },
    { 12, N_("les départs sont suivis"), "formation/presence.pdf", SQL_CALLED },
    { 17, N_("les moyens sont là"), "partners.xlsx", SQL_MEANS },
    { 18, N_("les intervenants sont coordonnés"), "partners.xlsx", SQL_PARTNERS },
    { 19, N_("des outils aident à apprendre"), "livret-vierge.pdf", SQL_SENTENCES },
    { 21, N_("qui forme sait le faire"), "partners.xlsx", SQL_TRAINERS },
    { 26, N_("le handicap a un contact"), "", NULL },
    { 30, N_("les avis sont demandés"), "report questionnaires", SQL_OPINIONS },
    { 31, N_("les plaintes sont traitées"), "", NULL },
    { 32, N_("on s'améliore"), "report questionnaires", SQL_IMPROVEMENTS },
};

static bool evidence_count(struct db *db, const char *sql, int64_t *out, struct err *err)
{
    struct stmt query = db_prepare(db, sql, err);
    int64_t count = stmt_next(&query) ? stmt_int(&query, 0) : 0;

    if (!stmt_finish(&query))
        return false;
    *out = count;
    return true;
}

static void indicator_put(const struct indicator_row *row, int64_t count, struct page *page)
{
    bool is_there = count > 0;

    page_row(page, (struct cell[]){
                       cell_integer(row->number),
                       cell_text(_(row->title)),
                       cell_text(is_there ? row->file : ""),
                       cell_integer(count),
                       is_there   ? cell_word("there", _("preuve"))
                       : row->sql ? cell_word("missing", _("manque"))
                                  : cell_word("elsewhere", _("à montrer ailleurs")),
                   });
}

bool indicator_list_page(struct db *db, const struct session *session, struct page *page,
                         struct err *err)
{
    const struct page_column columns[] = {
        { "indicator", _("N°"), CELL_INTEGER, READER_ALL, false },
        { "title", _("Ce qui est à montrer"), CELL_TEXT, READER_PEOPLE, false },
        { "file", _("Fichier"), CELL_TEXT, READER_ALL, false },
        { "count", _("Combien"), CELL_INTEGER, READER_ALL, false },
        { "state", _("Preuve"), CELL_TEXT, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns, .column_count = (int)COUNT_OF(columns) };

    people_page_title(page, _("Qualité : ce que la session montre"), session);
    page_begin_table(page, &table);
    for (size_t i = 0; i < COUNT_OF(INDICATORS); i++) {
        int64_t count = 0;

        if (INDICATORS[i].sql && !evidence_count(db, INDICATORS[i].sql, &count, err))
            return false;
        indicator_put(&INDICATORS[i], count, page);
    }
    page_end_table(page);
    page_note(page, _("Qualiopi, guide V9. Les autres indicateurs sont ceux de l'organisme."));
    return true;
}
