#include "viz/panels/event_kinds.h"

#include <algorithm>
#include <span>
#include <utility>

namespace enclosure::viz {

namespace {

// Every kind that a phase or a policy notes (sim/phases, sim/policy).
constexpr std::pair<std::string_view, EventClass> kinds[] = {
    {"release", EventClass::release},        {"opening", EventClass::release}, {"incident", EventClass::incident},
    {"leak", EventClass::incident},          {"policy", EventClass::policy},   {"licence", EventClass::policy},
    {"entry", EventClass::market},           {"failure", EventClass::market},  {"idle", EventClass::market},
    {"discontinuation", EventClass::market}, {"end", EventClass::market},      {"abandonment", EventClass::market},
    {"strategy", EventClass::strategy},      {"shock", EventClass::shock},     {"leap", EventClass::shock},
};

// Whether the text begins with these words, whole and whatever their case.
bool begins_as_words(std::string_view text, std::string_view words) {
    const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    const auto same = [&](char a, char b) { return small(a) == small(b); };
    if (text.size() < words.size() || !std::equal(words.begin(), words.end(), text.begin(), same)) return false;
    const char next = text.size() == words.size() ? ' ' : text[words.size()];
    return next == ' ' || next == ',' || next == ':';
}

// "Price cap takes effect (China), because …": a policy of one lever bears that lever's name, which the text says too.
std::string rule_line(const std::string& subject, std::string_view text) {
    for (const std::string_view verb : {"takes effect", "no longer in effect"}) {
        if (!text.starts_with(verb) || !text.substr(verb.size()).starts_with(": ")) continue;
        const std::string_view what = text.substr(verb.size() + 2);
        if (!begins_as_words(what, subject)) continue;
        return subject + " " + std::string(verb == "takes effect" ? "" : "is ") + std::string(verb) +
               std::string(what.substr(subject.size()));
    }
    return subject + " " + std::string(text);
}

}  // namespace

EventClass event_class(std::string_view kind) {
    for (const auto& known : kinds) {
        if (known.first == kind) return known.second;
    }
    return EventClass::market;
}

std::string event_line(const ChronicleEntry& entry) {
    if (entry.subject.empty()) return entry.text;
    if (entry.kind == "policy" || entry.kind == "shock") return rule_line(entry.subject, entry.text);
    if (entry.kind != "release" && begins_as_words(entry.text, entry.subject)) return entry.text;
    if (entry.kind == "release") return entry.subject + " releases: " + entry.text;
    // From one strategy to another.
    if (entry.kind == "strategy") return entry.subject + (entry.text.starts_with("from ") ? " turns " : " turns, ") + entry.text;
    // Of its model, not of itself.
    if (entry.kind == "abandonment") return entry.subject + ": " + entry.text;
    return entry.subject + " " + entry.text;
}

std::string_view event_class_name(EventClass kind) {
    constexpr std::array<std::string_view, event_class_count> names{"release", "incident", "policy", "market", "strategy", "shock"};
    return names[static_cast<std::size_t>(kind)];
}

Tone event_tone(EventClass kind) {
    constexpr std::array tones{Tone::accent, Tone::misuse, Tone::policy, Tone::muted, Tone::open, Tone::bad};
    return tones[static_cast<std::size_t>(kind)];
}

void draw_event_mark(Canvas& canvas, EventClass kind, Place middle, float radius, Colour colour) {
    const float r = radius;
    switch (kind) {
        case EventClass::release: {
            const Place corners[] = {{middle.x, middle.y - r}, {middle.x + r, middle.y + r * 0.8F}, {middle.x - r, middle.y + r * 0.8F}};
            return canvas.shape(corners, colour);
        }
        case EventClass::incident:
            return canvas.disc(middle, r * 0.85F, colour);
        case EventClass::policy:
            return canvas.fill({middle.x - r * 0.85F, middle.y - r * 0.85F, r * 1.7F, r * 1.7F}, colour, 1);
        case EventClass::market: {
            const Place corners[] = {
                {middle.x, middle.y - r}, {middle.x + r, middle.y}, {middle.x, middle.y + r}, {middle.x - r, middle.y}};
            return canvas.shape(corners, colour);
        }
        case EventClass::strategy:
            return canvas.ring(middle, r * 0.75F, colour, 2);
        default: {  // shock: a star of two crossed diamonds
            const float s = r * 0.38F;
            const Place up[] = {
                {middle.x, middle.y - r * 1.2F}, {middle.x + s, middle.y}, {middle.x, middle.y + r * 1.2F}, {middle.x - s, middle.y}};
            const Place across[] = {
                {middle.x - r * 1.2F, middle.y}, {middle.x, middle.y - s}, {middle.x + r * 1.2F, middle.y}, {middle.x, middle.y + s}};
            canvas.shape(up, colour);
            return canvas.shape(across, colour);
        }
    }
}

}  // namespace enclosure::viz
