// Kinds of options that several commands have. For the sources that know the parsing library, which is slow to compile: commands.cc and
// analyze/analyze_options.cc.
#pragma once

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace enclosure::cli {

inline constexpr std::int64_t most_threads = 1024;  // more is a slip of the finger
inline constexpr std::int64_t most_replicates = 1'000'000;
inline constexpr std::int64_t largest_seed = 9'000'000'000'000'000;  // as in a scenario file: exact as a double

/// Decimal digits only: the library's own conversion takes 010 for eight. What is no such number is taken down and replaced, because the
/// library would stop at it and hide the mistakes that follow.
inline CLI::Validator whole_number(const std::string& option, std::int64_t lo, std::int64_t hi, std::vector<std::string>& mistakes) {
    const auto check = [option, lo, hi, &mistakes](std::string& text) {
        std::int64_t value = 0;
        const char* end = text.data() + text.size();
        const auto [rest, error] = std::from_chars(text.data(), end, value);
        if (error != std::errc{} || rest != end || value < lo || value > hi) {
            mistakes.push_back(fmt::format("{}: {} is not a whole number from {} to {}", option, text, lo, hi));
            value = hi;
        }
        text = fmt::format("{}", value);
        return std::string{};
    };
    return CLI::Validator(check, "");
}

/// A number between lo and hi, both included.
inline CLI::Validator number_between(const std::string& option, double lo, double hi, std::vector<std::string>& mistakes) {
    const auto check = [option, lo, hi, &mistakes](std::string& text) {
        double value = 0;
        const char* end = text.data() + text.size();
        const auto [rest, error] = std::from_chars(text.data(), end, value);
        if (error != std::errc{} || rest != end || !(value >= lo && value <= hi)) {
            mistakes.push_back(fmt::format("{}: {} is not a number from {} to {}", option, text, lo, hi));
            text = fmt::format("{}", hi);
        }
        return std::string{};
    };
    return CLI::Validator(check, "");
}

inline void add_flag(CLI::App& app, const std::string& name, bool& value, const std::string& what) {
    app.add_flag(name, value, what)->disable_flag_override();  // no --quiet=3
}

/// A list of which each occurrence takes one value; taking all it can get, it would swallow the scenario.
inline void add_list(CLI::App& app, const std::string& name, std::vector<std::string>& values, const std::string& what,
                     const std::string& type) {
    app.add_option(name, values, what)->type_name(type)->expected(1)->take_all()->allow_extra_args(false);
}

inline void add_threads(CLI::App& sub, int& threads, std::vector<std::string>& mistakes) {
    sub.add_option("--threads", threads, "Threads; one per processor if not given. Results do not depend on it")
        ->type_name("N")
        ->transform(whole_number("--threads", 1, most_threads, mistakes));
}

/// One of the values of an enum, by the names that names_of() has for them.
template <class Choice>
void add_choice(CLI::App& app, const std::string& name, Choice& value, const std::string& what) {
    constexpr auto names = names_of(Choice{});
    const std::vector<std::string> all(names.begin(), names.end());
    const auto choose = [&value, all](const std::string& text) {
        value = static_cast<Choice>(std::find(all.begin(), all.end(), text) - all.begin());
    };
    app.add_option_function<std::string>(name, choose, fmt::format("{}: {}", what, fmt::join(all, ", ")))
        ->type_name("NAME")
        ->check(CLI::IsMember(all).description(""));
}

}  // namespace enclosure::cli
