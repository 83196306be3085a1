#include "viz/studies/open_result.h"

#include <filesystem>
#include <utility>

#include "viz/panels/presets.h"
#include "viz/panels/welcome.h"
#include "viz/panels/words.h"
#include "viz/studies/study_pictures.h"

namespace enclosure::viz {

namespace {

// The last part of a path, of a folder too.
std::string last_name(const std::string& path) {
    const std::filesystem::path whole = std::filesystem::path(path).lexically_normal();
    return (whole.has_filename() ? whole : whole.parent_path()).filename().string();
}

void note_as_opened(App& app, const std::string& path) {
    app.welcome->remembered.note_opened(path);
    app.welcome->recent = app.welcome->remembered.recent_files();
}

// Stands at the start of the run, in the live view.
void begin_watched(App& app, LoadedScenario loaded, const std::string& name, std::size_t steps) {
    app.session.open(std::move(loaded), name);
    watch_scenario(app, {});
    app.welcome->over = false;
    app.welcome->mistakes.clear();
    app.view.view = View::live;
    if (steps > 0) app.session.run_until(steps);
}

void begin_run_of_file(App& app, ReadResult read) {
    StudiesState& state = *app.studies;
    OpenedRun& run = *read.run;
    const std::string name = last_name(read.path);
    begin_watched(app, std::move(run.loaded), read.path, read.steps);
    note_as_opened(app, read.path);
    state.watched.reset();
    if (run.last) state.watched = WatchedRun{run.last->step, run.last->hash, app.session.track(), "the run file"};
    if (!run.made_by.empty()) {
        app.say(name + " was made by another build (" + run.made_by + "): the same states are not promised", true);
        return;
    }
    std::string text = name + ": the run that it holds" + (run.last ? ", of " + counted(run.last->step, "step") : "");
    if (!run.untold_from.empty())
        text += "; it was made from " + run.untold_from + ", which does not tell what was built: the same states are not promised";
    app.say(std::move(text), !run.untold_from.empty());
}

void begin_run_of_study(App& app, ReadResult read) {
    StudiesState& state = *app.studies;
    RunAgain& again = *read.again;
    begin_watched(app, std::move(again.loaded), again.title, read.steps);
    const std::shared_ptr<const Track> track = app.session.track();
    state.watched.reset();
    if (again.state_hash) state.watched = WatchedRun{track->steps_total(), *again.state_hash, track, "the study's record"};
    app.say(again.title + (again.doubt.empty() ? "" : " (" + again.doubt + ")"));
}

void begin_study(App& app, const ReadResult& read) {
    StudiesState& state = *app.studies;
    StudiesState fresh;
    fresh.path = std::move(state.path);
    fresh.picture = state.picture;
    fresh.watched = std::move(state.watched);
    fresh.reading = std::move(state.reading);
    fresh.series_reading = std::move(state.series_reading);
    fresh.study = read.study;
    fresh.arms.assign(fresh.study->data.arms.size(), 1);
    if (fresh.study->data.factors.size() < 2) fresh.up = 0;
    state = std::move(fresh);
    note_as_opened(app, read.path);
}

void begin_reading(App& app, std::string what, Background<ReadResult>::Job job) {
    StudiesState& state = *app.studies;
    state.mistakes.clear();
    state.reading_what = std::move(what);
    state.reading.ask(std::move(job), app.wake);
    if (app.wake == nullptr) take_results(app);
}

}  // namespace

void open_result(App& app, const std::string& path, std::size_t steps) {
    app.studies->path = path;
    app.view.view = View::studies;  // where it is said that it is being read, and what is wrong
    begin_reading(app, last_name(path), [path, steps] {
        ReadResult read = read_result(path);
        read.steps = steps;
        return read;
    });
}

void watch_run(App& app, std::size_t run) {
    const std::shared_ptr<const OpenedStudy> study = app.studies->study;
    begin_reading(app, "the run", [study, run] { return read_run_again(*study, run); });
}

void forget_reading(App& app) {
    StudiesState& state = *app.studies;
    if (!state.reading.busy()) return;
    state.reading.forget();
    app.say(state.reading_what + " is not opened: something else was opened while it was read", true);
}

bool take_results(App& app) {
    StudiesState& state = *app.studies;
    const bool series = take_series(state);
    std::optional<ReadResult> read = state.reading.take();
    if (!read) return series;
    state.mistakes = std::move(read->mistakes);
    if (!state.mistakes.empty() && app.view.view != View::studies) app.say(state.mistakes.front(), true);
    try {
        if (read->run) {
            begin_run_of_file(app, std::move(*read));
        } else if (read->again) {
            begin_run_of_study(app, std::move(*read));
        } else if (read->study) {
            begin_study(app, *read);
        }
    } catch (...) {
        state.mistakes = lines_of_failure();
        app.view.view = View::studies;  // where they are seen
    }
    return true;
}

// Declared with the view of the studies, where the run is kept.
void look_at_watched_run(App& app) {
    StudiesState& state = *app.studies;
    if (!state.watched) return;
    if (app.session.track() != state.watched->track) return state.watched.reset();
    const Track& track = *state.watched->track;
    if (track.size() <= state.watched->step) return;
    const bool same = track.record(state.watched->step).hash == state.watched->state_hash;
    app.say(same ? "The same state as in " + state.watched->record
                 : "Another state than in " + state.watched->record + ": rules were changed, or the program is another build",
            !same);
    state.watched.reset();
}

}  // namespace enclosure::viz
