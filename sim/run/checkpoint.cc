#include "sim/run/checkpoint.h"

#include <array>
#include <string>
#include <string_view>

#include "sim/base/bytes.h"
#include "sim/base/diagnostics.h"
#include "sim/base/hash.h"
#include "sim/policy/agenda.h"
#include "sim/run/simulation.h"
#include "sim/scenario/write.h"
#include "sim/world/stored.h"

namespace enclosure {

namespace {

constexpr std::size_t header_size = 8 + sizeof(std::uint32_t) + sizeof(std::uint64_t);
constexpr std::size_t hash_size = sizeof(std::uint64_t);
constexpr std::array<std::string_view, 5> section_names{"program", "scenario", "rules", "state", "results"};

using Bytes = std::span<const std::byte>;

std::uint64_t hash_of(Bytes bytes) {
    return hash_bytes(bytes.data(), bytes.size(), bytes.size());
}

// The one routine that knows what the state is. `stream(value)` either writes a value or reads it.
template <class W, class Stream>
void exchange_state(W& world, Stream&& stream) {
    for_each_stored(world, [&](std::string_view part, const ColumnFacts& facts, auto& column) {
        stream.name(std::string(part) + "." + std::string(facts.name));
        stream.value(column);
    });
}

struct Saving {
    ByteWriter& out;
    void name(const std::string& text) { out.put(std::string_view{text}); }
    template <class T>
    void value(const T& column) {
        out.put(column);
    }
};

struct Restoring {
    ByteReader& in;
    void name(const std::string& text) {
        if (const auto found = in.next<std::string>(); found != text)
            throw CheckpointError("it holds " + found + " where this program has " + text);
    }
    template <class T>
    void value(T& column) {
        in.get(column);
    }
};

// Hash of the names and types of all columns: two programs whose state differs in shape cannot take each other's checkpoints.
std::uint64_t shape_of_state() {
    std::uint64_t shape = 0;
    const World none;
    for_each_stored(none, [&](std::string_view part, const ColumnFacts& facts, const auto& column) {
        using Stored = std::remove_cvref_t<decltype(column)>;
        shape = combine(combine(shape, serial_of(part)), serial_of(facts.name));
        if constexpr (std::is_arithmetic_v<Stored>) {
            shape = combine(shape, sizeof(Stored));
        } else if constexpr (!std::is_same_v<Stored, std::vector<std::string>>) {
            using Value = typename Stored::value_type;
            shape = combine(combine(shape, sizeof(Value)), static_cast<std::uint64_t>(kind_of<Value>()));
        }
    });
    return shape;
}

void put_scenario(ByteWriter& out, const LoadedScenario& loaded) {
    out.put(std::string_view{loaded.resolved_toml});
    out.put(std::uint64_t{loaded.origins.size()});
    for (const Origin& origin : loaded.origins) {
        for (const std::string* text : {&origin.path, &origin.value, &origin.place.file}) out.put(std::string_view{*text});
        out.put(std::int64_t{origin.place.line});
        out.put(std::int64_t{origin.place.column});
    }
}

Scenario read_stored(const std::string& text, std::string_view what) {
    try {
        Scenario scenario = read_resolved(text, std::string(what));
        if (write_toml(scenario) != text) throw CheckpointError("its " + std::string(what) + " cannot be read back as they were");
        return scenario;
    } catch (const ScenarioError& error) {
        throw CheckpointError("its " + std::string(what) + " cannot be read: " + error.what());
    }
}

LoadedScenario get_scenario(ByteReader& in) {
    LoadedScenario loaded;
    in.get(loaded.resolved_toml);
    loaded.scenario = read_stored(loaded.resolved_toml, "scenario");
    for (auto left = in.next<std::uint64_t>(); left > 0; --left) {
        Origin origin;
        for (std::string* text : {&origin.path, &origin.value, &origin.place.file}) in.get(*text);
        origin.place.line = static_cast<int>(in.next<std::int64_t>());
        origin.place.column = static_cast<int>(in.next<std::int64_t>());
        loaded.origins.push_back(std::move(origin));
    }
    return loaded;
}

void put_section(ByteWriter& out, std::string_view name, Bytes payload) {
    out.put(name);
    out.put(std::uint64_t{payload.size()});
    out.append(payload.data(), payload.size());
    out.put(hash_of(payload));
}

std::vector<Bytes> sections_of(Bytes body) {
    ByteReader in(body);
    std::vector<Bytes> sections;
    for (const std::string_view name : section_names) {
        if (in.next<std::string>() != name) throw CheckpointError("it is damaged: its section " + std::string(name) + " is missing");
        const Bytes payload = in.take(static_cast<std::size_t>(in.next<std::uint64_t>()));
        if (in.next<std::uint64_t>() != hash_of(payload)) throw CheckpointError("it is damaged in its section " + std::string(name));
        sections.push_back(payload);
    }
    if (!in.at_end()) throw CheckpointError("it is damaged: something follows its last section");
    return sections;
}

void check_program(Bytes section, const BuildInfo& program) {
    ByteReader in(section);
    const auto version = in.next<std::string>();
    const auto git = in.next<std::string>();
    if (version != program.version || git != program.git) {
        throw CheckpointError("it was made by enclosure " + version + " (" + git + "), this is " + std::string(program.version) + " (" +
                              std::string(program.git) + "); only the program that made a checkpoint can go on with it");
    }
    if (in.next<std::uint64_t>() != shape_of_state()) throw CheckpointError("it was made by a program whose state has other columns");
}

// What frames the sections: mark, format, size, and a hash of all that stands before it.
Bytes body_of(Bytes bytes) {
    const Bytes mark = bytes.first(std::min(bytes.size(), checkpoint_mark.size()));
    if (mark.size() < checkpoint_mark.size() || std::memcmp(mark.data(), checkpoint_mark.data(), checkpoint_mark.size()) != 0)
        throw CheckpointError("it is no checkpoint");
    if (bytes.size() < header_size + hash_size) throw CheckpointError("it is cut short");
    ByteReader header(bytes.subspan(checkpoint_mark.size()));
    if (const auto format = header.next<std::uint32_t>(); format != checkpoint_format_version) {
        throw CheckpointError("its format is " + std::to_string(format) + "; this program reads " +
                              std::to_string(checkpoint_format_version));
    }
    if (const auto size = header.next<std::uint64_t>(); size != bytes.size()) {
        throw CheckpointError((size > bytes.size() ? "it is cut short: " : "something was added to it: ") + std::to_string(bytes.size()) +
                              " bytes of " + std::to_string(size));
    }
    return bytes.subspan(header_size, bytes.size() - header_size - hash_size);
}

World get_state(ByteReader& in, const LoadedScenario& loaded, Scenario rules, std::size_t& steps) {
    World world;
    world.scenario = loaded.scenario;
    world.rules = std::move(rules);
    world.agenda = make_agenda(world.scenario);
    steps = static_cast<std::size_t>(in.next<std::uint64_t>());
    const auto hash = in.next<std::uint64_t>();
    const Threads one(1);
    world.step = next_step(world.scenario, steps == 0 ? 0 : steps - 1, one);
    world.step.threads = nullptr;
    exchange_state(world, Restoring{in});
    index_peers(world.network);
    if (!in.at_end()) throw CheckpointError("its state holds more than this program's");
    if (state_hash(world, one) != hash) throw CheckpointError("its state does not have the hash that it had when it was saved");
    return world;
}

}  // namespace

std::vector<std::byte> encode_checkpoint(const World& world, std::size_t steps, const LoadedScenario& loaded, Bytes results,
                                         const BuildInfo& program) {
    std::array<ByteWriter, 4> part;
    auto& [about, scenario, rules, state] = part;
    about.put(program.version);
    about.put(program.git);
    about.put(shape_of_state());
    put_scenario(scenario, loaded);
    rules.put(std::string_view{write_toml(world.rules)});
    state.put(std::uint64_t{steps});
    state.put(state_hash(world, Threads(1)));
    exchange_state(world, Saving{state});

    ByteWriter sections;
    for (std::size_t i = 0; i < part.size(); ++i) put_section(sections, section_names[i], part[i].bytes());
    put_section(sections, section_names.back(), results);

    ByteWriter out;
    out.append(checkpoint_mark.data(), checkpoint_mark.size());
    out.put(checkpoint_format_version);
    out.put(std::uint64_t{header_size + sections.bytes().size() + hash_size});
    out.append(sections.bytes().data(), sections.bytes().size());
    out.put(hash_of(out.bytes()));
    return out.bytes();
}

Checkpoint decode_checkpoint(Bytes bytes, const BuildInfo& program) {
    const Bytes body = body_of(bytes);
    try {
        const std::vector<Bytes> section = sections_of(body);
        ByteReader end(bytes.last(hash_size));
        if (end.next<std::uint64_t>() != hash_of(bytes.first(bytes.size() - hash_size))) throw CheckpointError("it is damaged");
        check_program(section[0], program);
        Checkpoint checkpoint;
        ByteReader scenario(section[1]);
        checkpoint.loaded = get_scenario(scenario);
        ByteReader rules(section[2]);
        ByteReader state(section[3]);
        checkpoint.world = get_state(state, checkpoint.loaded, read_stored(rules.next<std::string>(), "rules in force"), checkpoint.steps);
        checkpoint.results.assign(section[4].begin(), section[4].end());
        return checkpoint;
    } catch (const BytesError& error) {
        throw CheckpointError(std::string("it is damaged: ") + error.what());
    }
}

}  // namespace enclosure
