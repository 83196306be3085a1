// A run file from HDF5. Every refusal names the file and, where there is one, the object.
#include <hdf5_hl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <new>
#include <system_error>

#include "sim/output/hdf5_handles.h"
#include "sim/output/run_file.h"

namespace enclosure {

namespace fs = std::filesystem;

namespace {

constexpr hssize_t most_values = hssize_t{1} << 30;  // of one dataset; no run has more, a damaged header may say so

/// Frees what HDF5 allocated for the strings of a read.
class TextBuffer {
  public:
    TextBuffer(hid_t type, hid_t space, std::size_t count) : starts(count, nullptr), type_{type}, space_{space} {}
    TextBuffer(const TextBuffer&) = delete;
    TextBuffer& operator=(const TextBuffer&) = delete;
    ~TextBuffer() { H5Dvlen_reclaim(type_, space_, H5P_DEFAULT, starts.data()); }
    std::vector<char*> starts;

  private:
    hid_t type_;
    hid_t space_;
};

/// Whether numbers come in the type that the file has, or in that of 64 bits.
enum class Size { own, widest };

/// Reads the object's values with read(memory type, buffer).
template <class Read>
Values read_values(const std::string& path, hid_t type, hid_t space, Size size, const Read& read) {
    const hssize_t points = check(H5Sget_simple_extent_npoints(space), path, "be read");
    if (points > most_values) throw OutputError(path + ": cannot be read: it claims to hold " + std::to_string(points) + " values");
    const auto count = static_cast<std::size_t>(points);
    const auto numbers = [&]<class T>(std::vector<T> values, hid_t memory_type) -> Values {
        values.resize(count);
        if (count > 0) check(read(memory_type, values.data()), path, "be read");
        return values;
    };
    const std::size_t bytes = size == Size::own ? H5Tget_size(type) : sizeof(std::uint64_t);
    switch (H5Tget_class(type)) {
        case H5T_FLOAT:
            if (bytes == sizeof(float)) return numbers(std::vector<float>{}, H5T_NATIVE_FLOAT);
            return numbers(std::vector<double>{}, H5T_NATIVE_DOUBLE);
        case H5T_INTEGER:
            if (H5Tget_sign(type) == H5T_SGN_NONE) {
                if (bytes == 1) return numbers(std::vector<std::uint8_t>{}, H5T_NATIVE_UINT8);
                if (bytes == 2) return numbers(std::vector<std::uint16_t>{}, H5T_NATIVE_UINT16);
                if (bytes == 4) return numbers(std::vector<std::uint32_t>{}, H5T_NATIVE_UINT32);
                return numbers(std::vector<std::uint64_t>{}, H5T_NATIVE_UINT64);
            }
            if (bytes == 4) return numbers(std::vector<std::int32_t>{}, H5T_NATIVE_INT32);
            return numbers(std::vector<std::int64_t>{}, H5T_NATIVE_INT64);
        case H5T_STRING:
            break;
        default:
            throw OutputError(path + ": cannot be read: no run file holds values of its type");
    }
    if (check(H5Tis_variable_str(type), path, "be read") == 0) throw OutputError(path + ": cannot be read: its text has a fixed length");
    const TypeHandle text = text_type();
    TextBuffer buffer{text.get(), space, count};
    if (count > 0) check(read(text.get(), buffer.starts.data()), path, "be read");
    std::vector<std::string> values;
    for (const char* start : buffer.starts) values.emplace_back(start == nullptr ? "" : start);
    return values;
}

bool is_format_attribute(std::string_view name) {
    constexpr std::array names{"CLASS", "NAME", "REFERENCE_LIST", "DIMENSION_LIST"};
    return std::find(names.begin(), names.end(), name) != names.end() || name.starts_with("_Netcdf4") || name.starts_with("_NC");
}

/// The object's attributes of one value; those of the dimension-scale conventions are not the run's.
std::vector<Attribute> read_attributes(hid_t object, const std::string& path) {
    std::vector<std::string> names;
    const auto collect = [](hid_t, const char* name, const H5A_info_t*, void* out) -> herr_t {
        static_cast<std::vector<std::string>*>(out)->emplace_back(name);
        return 0;
    };
    check(H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_INC, nullptr, collect, &names), path, "be read");
    std::vector<Attribute> attributes;
    for (const std::string& name : names) {
        if (is_format_attribute(name)) continue;
        const std::string label = path + "@" + name;
        const AttributeHandle attribute{check(H5Aopen(object, name.c_str(), H5P_DEFAULT), label, "be read")};
        const TypeHandle type{check(H5Aget_type(attribute.get()), label, "be read")};
        const SpaceHandle space{check(H5Aget_space(attribute.get()), label, "be read")};
        const Values values = read_values(label, type.get(), space.get(), Size::widest,
                                          [&](hid_t memory, void* buffer) { return H5Aread(attribute.get(), memory, buffer); });
        if (value_count(values) != 1) throw OutputError(label + ": cannot be read: one value expected");
        const auto keep = [&](const auto& vector) {
            using T = typename std::remove_cvref_t<decltype(vector)>::value_type;
            if constexpr (std::is_floating_point_v<T>) {
                attributes.push_back({name, double{vector.front()}});
            } else if constexpr (std::is_signed_v<T>) {
                attributes.push_back({name, std::int64_t{vector.front()}});
            } else if constexpr (std::is_unsigned_v<T>) {
                attributes.push_back({name, std::uint64_t{vector.front()}});
            } else {
                attributes.push_back({name, vector.front()});
            }
        };
        std::visit(keep, values);
    }
    return attributes;
}

struct Link {
    std::string name;
    H5O_type_t type = H5O_TYPE_UNKNOWN;
};

/// What the group holds, in the order in which it was written if the file tells.
std::vector<Link> links_of(hid_t group, const std::string& path) {
    std::vector<std::string> names;
    const auto collect = [](hid_t, const char* name, const H5L_info_t*, void* out) -> herr_t {
        static_cast<std::vector<std::string>*>(out)->emplace_back(name);
        return 0;
    };
    if (H5Literate(group, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, collect, &names) < 0) {
        names.clear();
        check(H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, nullptr, collect, &names), path, "be read");
    }
    std::vector<Link> links;
    for (std::string& name : names) {
        H5O_info_t info{};
        check(H5Oget_info_by_name2(group, name.c_str(), &info, H5O_INFO_BASIC, H5P_DEFAULT), path + "/" + name, "be read");
        links.push_back({std::move(name), info.type});
    }
    return links;
}

std::vector<std::string> dims_of(hid_t dataset, const std::string& path, int rank) {
    std::vector<std::string> dims;
    for (int d = 0; d < rank; ++d) {
        std::string dim;
        const auto name_of = [](hid_t, unsigned, hid_t scale, void* out) -> herr_t {
            std::array<char, 256> text{};
            if (H5DSget_scale_name(scale, text.data(), text.size()) < 0) return -1;
            *static_cast<std::string*>(out) = text.data();
            return 1;
        };
        check(H5DSiterate_scales(dataset, static_cast<unsigned>(d), nullptr, name_of, &dim), path, "be read");
        if (dim.empty()) throw OutputError(path + ": cannot be read: dimension " + std::to_string(d) + " has no scale");
        dims.push_back(dim);
    }
    return dims;
}

std::string take_text(std::vector<Attribute>& attributes, std::string_view name, const std::string& path) {
    const auto found = std::find_if(attributes.begin(), attributes.end(), [&](const Attribute& a) { return a.name == name; });
    if (found == attributes.end() || !std::holds_alternative<std::string>(found->value)) {
        throw OutputError(path + ": cannot be read: it has no " + std::string{name});
    }
    const std::string text = std::get<std::string>(found->value);
    attributes.erase(found);
    return text;
}

Dataset read_dataset(hid_t dataset, const std::string& path, const std::string& name, bool is_scale) {
    const TypeHandle type{check(H5Dget_type(dataset), path, "be read")};
    const SpaceHandle space{check(H5Dget_space(dataset), path, "be read")};
    Dataset result;
    result.name = name;
    if (is_scale) {
        result.dims = {name};
    } else {
        result.dims = dims_of(dataset, path, check(H5Sget_simple_extent_ndims(space.get()), path, "be read"));
    }
    result.values = read_values(path, type.get(), space.get(), Size::own, [&](hid_t memory, void* buffer) {
        return H5Dread(dataset, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, buffer);
    });
    result.attributes = read_attributes(dataset, path);
    result.units = take_text(result.attributes, "units", path);
    result.long_name = take_text(result.attributes, "long_name", path);
    return result;
}

using WantedDataset = std::function<bool(std::string_view path)>;

void read_group(hid_t file, const std::string& name, const std::string& group_path, const WantedDataset& wanted, RunFile& run) {
    constexpr auto deepest = 16;  // groups; one that holds itself would have no end
    const std::string path = name + ": /" + group_path;
    if (std::count(group_path.begin(), group_path.end(), '/') > deepest)
        throw OutputError(path + ": cannot be read: too many groups in groups");
    const GroupHandle group{check(H5Gopen2(file, ("/" + group_path).c_str(), H5P_DEFAULT), path, "be read")};
    const bool at_root = group_path.empty();
    Group result{.path = group_path, .datasets = {}};
    std::vector<std::string> below;
    for (const Link& link : links_of(group.get(), path)) {
        const std::string label = at_root ? path + link.name : path + "/" + link.name;
        if (link.type == H5O_TYPE_GROUP) below.push_back(at_root ? link.name : group_path + "/" + link.name);
        if (link.type != H5O_TYPE_DATASET) continue;
        const DatasetHandle dataset{check(H5Dopen2(group.get(), link.name.c_str(), H5P_DEFAULT), label, "be read")};
        const bool is_scale = check(H5DSis_scale(dataset.get()), label, "be read") > 0;
        if (at_root && !is_scale) throw OutputError(label + ": cannot be read: only scales stand at the root of a run file");
        if (at_root) run.scales.push_back(read_dataset(dataset.get(), label, link.name, true));
        if (!at_root && !is_scale && wanted && !wanted(group_path + "/" + link.name)) continue;
        if (!at_root && !is_scale) result.datasets.push_back(read_dataset(dataset.get(), label, link.name, false));
    }
    if (!at_root && (below.empty() || !result.datasets.empty())) run.groups.push_back(std::move(result));
    for (const std::string& one : below) read_group(file, name, one, wanted, run);
}

/// Refuses early, and in plain words, what HDF5 would refuse in its own.
void require_hdf5(const fs::path& file) {
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    if (!fs::exists(status)) throw OutputError(file.string() + ": cannot be read: there is no such file");
    if (fs::is_directory(status)) throw OutputError(file.string() + ": cannot be read: it is a folder");
    errno = 0;
    std::ifstream in{file, std::ios::binary};
    if (!in) throw OutputError(file.string() + ": cannot be read: " + std::generic_category().message(errno));
    constexpr std::array<char, 8> signature{'\x89', 'H', 'D', 'F', '\r', '\n', '\x1a', '\n'};
    std::array<char, 8> start{};
    in.read(start.data(), start.size());
    if (start != signature) throw OutputError(file.string() + ": cannot be read: it is no HDF5 file");
}

/// What a file shall be, and the newest version of it that is understood.
struct Wanted {
    std::string_view filetype;
    std::string_view what;
    std::int64_t version;
};
constexpr Wanted a_run{run_filetype, "run file", run_file_format_version};
constexpr Wanted a_study{study_filetype, "merged study", study_file_format_version};

void require_kind(const std::string& name, const RunFile& run, const Wanted& wanted) {
    const Attribute* filetype = find_attribute(run, "filetype");
    const auto* kind = filetype == nullptr ? nullptr : std::get_if<std::string>(&filetype->value);
    if (kind == nullptr || *kind != wanted.filetype) {
        throw OutputError(name + ": cannot be read: it is an HDF5 file, but no " + std::string(wanted.what) + " (its filetype is not \"" +
                          std::string(wanted.filetype) + "\")");
    }
    const Attribute* format = find_attribute(run, "format_version");
    const auto* version = format == nullptr ? nullptr : std::get_if<std::int64_t>(&format->value);
    if (version == nullptr || *version < 1) throw OutputError(name + ": cannot be read: it has no format_version");
    if (*version > wanted.version) {
        throw OutputError(name + ": cannot be read: its format_version is " + std::to_string(*version) + "; this program reads up to " +
                          std::to_string(wanted.version));
    }
}

/// The root's attributes, after the checks that they decide.
std::vector<Attribute> read_root(hid_t file, const std::string& name, const Wanted& wanted) {
    const GroupHandle root{check(H5Gopen2(file, "/", H5P_DEFAULT), name, "be read")};
    const htri_t marked = check(H5Aexists(root.get(), "filetype"), name, "be read");
    RunFile head;
    if (marked > 0) head.attributes = read_attributes(root.get(), name);  // a foreign file's attributes may be of any kind
    require_kind(name, head, wanted);
    return std::move(head.attributes);
}

FileHandle open_to_read(const std::string& name) {
    const PropertyHandle access{check(H5Pcreate(H5P_FILE_ACCESS), name, "be read")};
    // A run file is never changed in place, so no lock is needed; some network disks have none.
    check(H5Pset_file_locking(access.get(), false, true), name, "be read");
    return FileHandle{check(H5Fopen(name.c_str(), H5F_ACC_RDONLY, access.get()), name, "be read")};
}

RunFile read_results(const fs::path& file, const Wanted& wanted, const WantedDataset& datasets) {
    require_hdf5(file);
    const Hdf5Session session;
    const std::string name = file.string();
    const FileHandle opened = open_to_read(name);
    try {
        RunFile run;
        run.attributes = read_root(opened.get(), name, wanted);
        read_group(opened.get(), name, "", datasets, run);
        return run;
    } catch (const std::bad_alloc&) {
        throw OutputError(name + ": cannot be read: it does not fit into memory");
    }
}

}  // namespace

RunFile read_run_file(const fs::path& file, const WantedDataset& wanted) {
    return read_results(file, a_run, wanted);
}

RunFile read_study_file(const fs::path& file, const WantedDataset& wanted) {
    return read_results(file, a_study, wanted);
}

std::string filetype_of(const fs::path& file) {
    require_hdf5(file);
    const Hdf5Session session;
    const std::string name = file.string();
    const FileHandle opened = open_to_read(name);
    const GroupHandle root{check(H5Gopen2(opened.get(), "/", H5P_DEFAULT), name, "be read")};
    if (check(H5Aexists(root.get(), "filetype"), name, "be read") == 0) return {};
    const AttributeHandle attribute{check(H5Aopen(root.get(), "filetype", H5P_DEFAULT), name, "be read")};
    const TypeHandle type{check(H5Aget_type(attribute.get()), name, "be read")};
    const SpaceHandle space{check(H5Aget_space(attribute.get()), name, "be read")};
    // A foreign file may have anything there.
    if (H5Tget_class(type.get()) != H5T_STRING || H5Tis_variable_str(type.get()) <= 0) return {};
    const Values values = read_values(name, type.get(), space.get(), Size::own,
                                      [&](hid_t memory, void* buffer) { return H5Aread(attribute.get(), memory, buffer); });
    const auto* texts = std::get_if<std::vector<std::string>>(&values);
    return texts == nullptr || texts->size() != 1 ? std::string{} : texts->front();
}

}  // namespace enclosure
