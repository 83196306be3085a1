// Numbers as a reader sees them: short, with words for large powers, the same bytes on every machine. Nothing here knows where the text
// is drawn; the pages, the tables and the viewer share it. Invariant: no locale is read, a number that is not finite becomes a dash.
#pragma once

#include <string>
#include <string_view>

namespace enclosure {

/// How a quantity is shown: the number is multiplied by `factor`, then put between `prefix` and `suffix`.
struct Form {
    double factor = 1;
    std::string prefix = {};
    std::string suffix = {};
    int digits = 3;           ///< significant digits
    int most_decimals = 6;    ///< no more decimals than this, unless the number would then show as zero
    bool keep_zeros = false;  ///< "12.0%" rather than "12%"
};

/// Shares as per cent with a decimal: 0.12 becomes "12.0%".
Form percent_form();

/// US dollars: 1.2e9 becomes "$1.2 bn".
Form money_form();

/// `value` by its form: "12.3%", "$1.2 bn", "4,180", "3.2e-7", or an en dash if it is not finite. Minus is U+2212.
std::string number_text(double value, const Form& form = {});

/// `value` with exactly `decimals` decimals, thousands parted by commas; for ticks, where all labels of an axis share their decimals.
std::string fixed_text(double value, int decimals);

/// A power of 1000 with its name.
struct Magnitude {
    double size = 1;
    std::string_view suffix = {};  ///< "", "k", " m", " bn", " tn"
};

/// The magnitude in which `value` has one to three digits before the point; 1 below ten thousand and from 1e16 on.
Magnitude magnitude_of(double value);

/// A unit of the run file as words: "USD/yr" becomes "US dollars per year", "1" becomes "". Knows "/", "*" and UDUNITS exponents
/// ("USD year-1"); a word that it does not know stays as it is.
std::string unit_words(std::string_view unit);

}  // namespace enclosure
