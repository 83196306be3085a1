#include "analysis/claims/ledger_page.h"

#include <fmt/format.h>

#include "analysis/answer/answer_page.h"
#include "analysis/chart/download.h"
#include "analysis/chart/svg.h"
#include "analysis/claims/claim_pictures.h"
#include "analysis/claims/ledger_words.h"

namespace enclosure {

namespace {

std::string overview(const ClaimLedger& ledger) {
    const bool worlds = !ledger.worlds.empty();
    std::string rows;
    for (const LedgerClaim& claim : ledger.claim) {
        rows += fmt::format("<tr><th scope=\"row\"><a href=\"#{0}\">{0}</a></th><td>{1}</td><td>{2}</td><td>{3}</td>", escape(claim.id),
                            escape(claim.title), verdict_words(claim), escape(main_finding(claim)));
        if (worlds) {
            const std::string share = claim.worlds.n > 0 ? fmt::format("{:.0f} %", 100 * claim.worlds.share) : "";
            rows += fmt::format("<td class=\"number\">{}</td>", share);
        }
        rows += "</tr>\n";
    }
    return fmt::format(
        "<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">Claim</th><th scope=\"col\">What it says</th>"
        "<th scope=\"col\">Verdict</th><th scope=\"col\">Effect (95 % interval)</th>{}</tr></thead>\n<tbody>\n{}</tbody></table></div>\n",
        worlds ? "<th scope=\"col\" class=\"number\">Worlds in which the sign holds</th>" : "", rows);
}

std::string questions_table(const LedgerClaim& claim) {
    std::string rows;
    for (const LedgerQuestion& q : claim.question) {
        rows += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n", escape(q.title),
                            escape(q.where), escape(q.contrast), escape(q.finding), name_of(q.verdict));
    }
    return "<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">Measure</th><th scope=\"col\">Where</th><th "
           "scope=\"col\">Contrast</th>"
           "<th scope=\"col\">Finding</th><th scope=\"col\">Verdict</th></tr></thead>\n<tbody>\n" +
           rows + "</tbody></table></div>\n";
}

std::string claim_html(const LedgerClaim& claim, const AnswerFigure& figure) {
    std::string out = fmt::format("<section id=\"{}\">\n<h2>{}: {}</h2>\n", escape(claim.id), escape(claim.id), escape(claim.title));
    out += fmt::format("<p class=\"question\">{}</p>\n<p lang=\"zh\">{}</p>\n", escape(claim.statement), escape(claim.statement_zh));
    out += fmt::format("<p><strong>{}.</strong>{}</p>\n", verdict_words(claim), escape(in_words(claim)));
    out += fmt::format("<figure id=\"figure-{}\" style=\"max-width:43rem\">\n{}{}</figure>\n", escape(figure.id), figure.svg,
                       data_link(figure.id, figure.csv));
    out += questions_table(claim);
    out += fmt::format("<p class=\"facts\">{} {} users until {}; {} worlds; {} runs{}.</p>\n</section>\n", escape(claim.mechanism),
                       claim.users, escape(claim.until), claim.sample, claim.runs,
                       claim.failed > 0 ? fmt::format(", {} of them failed", claim.failed) : "");
    return out;
}

}  // namespace

std::string ledger_page(const MadeLedger& made, const ClaimRuns& runs, const RecordIndex& index) {
    const ClaimLedger& ledger = made.ledger;
    std::string body = fmt::format("<header>\n<h1>{}</h1>\n<p class=\"facts\">{}, {}: {} runs.</p>\n</header>\n<main>\n",
                                   escape(ledger.title), escape(ledger.model), escape(ledger.date), ledger.runs);
    body += fmt::format(
        "<p>{} questions are judged together: the chance that any of them is called supported or contradicted wrongly is at most {:g} "
        "(Holm "
        "1979). Intervals are those of each effect alone, at 95 %.</p>\n",
        ledger.questions, ledger.alpha);
    if (!ledger.settings.empty()) body += fmt::format("<p>With {} in every run.</p>\n", escape(ledger.settings));
    body += overview(ledger);
    for (std::size_t i = 0; i < ledger.claim.size(); ++i) body += claim_html(ledger.claim[i], claim_picture(made, runs, i, index));
    return page_around(ledger.title, body + "</main>\n");
}

}  // namespace enclosure
