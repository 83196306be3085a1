// The view of a study: what it varied and measured; bands over replicates, parallel coordinates, a heat map over two factors; and its runs,
// any of which can be watched again. Invariant: what is drawn comes from the study's own file (analysis/data/study_data.h), with the units
// and titles that stand there.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "viz/app/app.h"
#include "viz/studies/background.h"
#include "viz/studies/opened_study.h"
#include "viz/studies/read_result.h"
#include "viz/studies/study_axes.h"

namespace enclosure::viz {

enum class StudyPicture : std::uint8_t { bands, parallel, heat };

/// Quantiles of a series over the runs of an arm, at each time.
struct SeriesBand {
    std::vector<double> low, middle, high;  ///< 10 %, 50 %, 90 %
    std::size_t runs = 0;
};

/// A series of a study, or why it cannot be read.
struct ReadSeries {
    std::shared_ptr<const OpenedStudy> of;
    std::size_t series = 0;
    std::optional<KeptSeries> kept = {};
    std::vector<std::string> mistakes = {};
};

/// A run that is watched, to be compared with its record when it has come as far.
struct WatchedRun {
    std::size_t step = 0;  ///< after which it shall have that state
    std::uint64_t state_hash = 0;
    std::shared_ptr<const Track> track;
    std::string record;  ///< "the study's record", "the run file"
};

struct StudiesState {
    std::string path;                   ///< typed or opened
    std::vector<std::string> mistakes;  ///< of what was opened last
    std::shared_ptr<const OpenedStudy> study;
    Background<ReadResult> reading;  ///< of what was asked for last, while `study` stays
    std::string reading_what;        ///< "small.study"
    Background<ReadSeries> series_reading;
    StudyPicture picture = StudyPicture::parallel;
    std::size_t metric = 0, series = 0;
    std::size_t across = 0, up = 1;  ///< factors of the heat map
    std::size_t heat_arm = 0;        ///< whose runs alone it shows, counted from 1; 0: of all arms that are shown
    std::vector<char> arms;          ///< which are shown
    std::vector<std::optional<AxisBrush>> brushes;
    std::optional<std::size_t> pointed;  ///< run under the pointer
    std::optional<std::size_t> cell;     ///< of the heat map, whose runs alone are listed
    std::optional<WatchedRun> watched;

    // What was worked out, until what it is of changes.
    std::vector<StudyAxis> axes;
    std::size_t axes_of = SIZE_MAX;
    std::vector<std::size_t> runs;       ///< that brushes and arms leave
    std::vector<std::size_t> heat_runs;  ///< that the heat map is of
    bool stale = true;
    std::optional<KeptSeries> kept;
    std::size_t kept_of = SIZE_MAX;
    std::vector<std::string> series_mistakes;  ///< why that series cannot be read
    std::vector<SeriesBand> bands;             ///< by arm
};

void draw_studies(Ui& ui, App& app, Rect rect);

/// Says, when a run that is watched has come as far as its record, whether it is in the same state. Called in each frame of the live view.
void look_at_watched_run(App& app);

}  // namespace enclosure::viz
