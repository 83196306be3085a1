#include "sim/study/model_identity.h"

#include <fmt/format.h>

#include <string_view>

#include "sim/base/hash.h"
#include "sim/base/version.h"
#include "sim/output/recorded_run.h"
#include "sim/study/store/mapped_file.h"

namespace enclosure {

namespace {

std::string identity() {
    const BuildInfo& build = build_info();
    std::string text = fmt::format("{} {} {}", build.version, build.git, build.compiler);
    if (!commit_tells(build.git)) {
        const MappedFile program("/proc/self/exe");
        text += fmt::format(" {:016x}", hash_bytes(program.bytes().data(), program.bytes().size()));
    }
    return text;
}

}  // namespace

const std::string& model_identity() {
    static const std::string text = identity();
    return text;
}

}  // namespace enclosure
