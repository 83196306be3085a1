#include "sim/phases/triggers.h"

#include <algorithm>
#include <cmath>

#include "sim/policy/agenda.h"

namespace enclosure {

namespace {

// Row of the event with that serial, or of the one that it would stand before.
std::size_t row_of(const Triggered& triggered, std::uint64_t serial) {
    return static_cast<std::size_t>(std::lower_bound(triggered.event.begin(), triggered.event.end(), serial) - triggered.event.begin());
}

bool has_row(const Triggered& triggered, std::size_t row, std::uint64_t serial) {
    return row < triggered.size() && triggered.event[row] == serial;
}

void insert_row(Triggered& triggered, std::size_t row, std::uint64_t serial) {
    for_each_column<Triggered>([&](const auto& c) {
        auto& column = triggered.*c.member;
        column.emplace(column.begin() + static_cast<std::ptrdiff_t>(row));
    });
    triggered.event[row] = serial;
}

// Times are multiples of the step, and a sum of them may be off by a rounding.
bool passed(double now, double due) {
    return now >= due - 1e-9;
}

struct Watch {
    Triggered& triggered;
    Chronicle& chronicle;
    const World& before;
    Date date;
    Step step;

    void note(const AgendaEvent& planned, std::string_view what, std::string_view because) const {
        chronicle.note(step.t, planned.kind, planned.subject, {what, because});
    }

    std::string why(const AgendaEvent& planned, bool condition) const {
        return (condition ? ", because " : ", because it is no longer true that ") + planned.event.when + " (" +
               readings(*planned.trigger, before) + ")";
    }

    void end(const AgendaEvent& planned, std::size_t row, std::string_view because) const {
        triggered.in_force[row] = 0;
        triggered.ended[row] = step.t;
        note(planned, planned.ends, because);
    }

    void look_at(const AgendaEvent& planned) const {
        const Event& event = planned.event;
        const bool may = within_dates(event, date);
        const bool condition = holds(*planned.trigger, before);
        const std::size_t row = row_of(triggered, planned.serial);
        const bool known = has_row(triggered, row, planned.serial);
        if (known && triggered.in_force[row] != 0) {
            const bool held = !std::isnan(event.hold);
            if (!may) {
                end(planned, row, ", its dates are over");
            } else if (held && passed(step.t, triggered.begun[row] + event.hold)) {
                end(planned, row, ", its hold is over");
            } else if (!held && !condition) {
                end(planned, row, why(planned, false));
            }
        }
        if (!may || !condition) return;
        if (known && triggered.in_force[row] != 0) return;
        if (known && event.max_times > 0 && triggered.times[row] >= event.max_times) return;
        if (known && !passed(step.t, triggered.ended[row] + event.cooldown)) return;
        if (!known) insert_row(triggered, row, planned.serial);
        triggered.in_force[row] = 1;
        triggered.begun[row] = step.t;
        ++triggered.times[row];
        note(planned, planned.begins, why(planned, true));
    }
};

}  // namespace

void watch_triggers(Triggered& triggered, Chronicle& chronicle, Given given, const StateBefore& before, Step step) {
    const Watch watch{triggered, chronicle, before.world(), date_after(given.scenario.time.start, step.t), step};
    for (const AgendaEvent& planned : given.agenda.events) {
        if (waits_for_condition(planned)) watch.look_at(planned);
    }
}

}  // namespace enclosure
