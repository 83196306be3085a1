// A run file as HDF5 bytes. The file is built in memory and then written in one piece (replace_file.h): HDF5 never meets a full
// disk, which it survives badly, and never locks a file that somebody reads.
#include <hdf5_hl.h>

#include <algorithm>
#include <map>

#include "sim/output/hdf5_handles.h"
#include "sim/output/replace_file.h"
#include "sim/output/run_file.h"

namespace enclosure {

namespace {

constexpr std::size_t packed_from = 8192;           // values; smaller datasets are stored as they are
constexpr hsize_t chunk_values = hsize_t{1} << 17;  // 1 MiB of doubles: what one reader's cache holds

hid_t memory_type(const std::vector<double>&) {
    return H5T_NATIVE_DOUBLE;
}
hid_t memory_type(const std::vector<std::int64_t>&) {
    return H5T_NATIVE_INT64;
}
hid_t memory_type(const std::vector<std::uint64_t>&) {
    return H5T_NATIVE_UINT64;
}
hid_t memory_type(const std::vector<float>&) {
    return H5T_NATIVE_FLOAT;
}
hid_t memory_type(const std::vector<std::int32_t>&) {
    return H5T_NATIVE_INT32;
}
hid_t memory_type(const std::vector<std::uint32_t>&) {
    return H5T_NATIVE_UINT32;
}
hid_t memory_type(const std::vector<std::uint16_t>&) {
    return H5T_NATIVE_UINT16;
}
hid_t memory_type(const std::vector<std::uint8_t>&) {
    return H5T_NATIVE_UINT8;
}

class Writer {
  public:
    Writer(const RunFile& run, const std::filesystem::path& file, std::span<const StreamedDataset> streamed = {})
        : run_{run}, name_{file.string()}, streamed_{streamed} {}

    std::vector<std::byte> encode() {
        PropertyHandle access{check(H5Pcreate(H5P_FILE_ACCESS), name_, "be made")};
        check(H5Pset_fapl_core(access.get(), std::size_t{1} << 20, false), name_, "be made");
        // Not the file's own name: the library would first try to open what stands there.
        create("memory/enclosure run", access.get());
        write_all();
        return image();
    }

    void write_to(const std::filesystem::path& place) {
        create(place.c_str(), H5P_DEFAULT);
        write_all();
        scales_.clear();  // a file is closed when all that is in it is
        const hid_t file = file_.get();
        check(H5Fflush(file, H5F_SCOPE_GLOBAL), name_, "be written");
        file_ = FileHandle{};
    }

  private:
    void write_all() {
        write_attribute(file_.get(), name_, {"Conventions", std::string{"CF-1.8"}});
        if (!find_attribute(run_, "filetype")) write_attribute(file_.get(), name_, {"filetype", std::string{run_filetype}});
        if (!find_attribute(run_, "format_version")) write_attribute(file_.get(), name_, {"format_version", run_file_format_version});
        for (const Attribute& attribute : run_.attributes) {
            if (attribute.name != "Conventions") write_attribute(file_.get(), name_, attribute);
        }
        for (const Dataset& scale : run_.scales) write_scale(scale);
        for (const Group& group : run_.groups) write_group(group);
    }

    void create(const char* place, hid_t access) {
        PropertyHandle creation{check(H5Pcreate(H5P_FILE_CREATE), name_, "be made")};
        // Readers list groups in the order in which they were written; netCDF asks for it.
        check(H5Pset_link_creation_order(creation.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), name_, "be made");
        check(H5Pset_obj_track_times(creation.get(), false), name_, "be made");
        file_ = FileHandle{check(H5Fcreate(place, H5F_ACC_TRUNC, creation.get(), access), name_, "be made")};
    }

    std::vector<std::byte> image() {
        check(H5Fflush(file_.get(), H5F_SCOPE_GLOBAL), name_, "be made");
        const ssize_t size = check(H5Fget_file_image(file_.get(), nullptr, 0), name_, "be made");
        std::vector<std::byte> bytes(static_cast<std::size_t>(size));
        check(H5Fget_file_image(file_.get(), bytes.data(), bytes.size()), name_, "be made");
        return bytes;
    }

    void write_attribute(hid_t object, const std::string& path, const Attribute& attribute) {
        const std::string label = path + "@" + attribute.name;
        const SpaceHandle space{check(H5Screate(H5S_SCALAR), label, "be made")};
        const auto write = [&](hid_t type, const void* value) {
            const AttributeHandle made{
                check(H5Acreate2(object, attribute.name.c_str(), type, space.get(), H5P_DEFAULT, H5P_DEFAULT), label, "be made")};
            check(H5Awrite(made.get(), type, value), label, "be written");
        };
        if (const auto* text = std::get_if<std::string>(&attribute.value)) {
            require_text(label, *text);
            const char* start = text->c_str();
            write(text_type().get(), &start);
        } else if (const auto* real = std::get_if<double>(&attribute.value)) {
            write(H5T_NATIVE_DOUBLE, real);
        } else if (const auto* integer = std::get_if<std::int64_t>(&attribute.value)) {
            write(H5T_NATIVE_INT64, integer);
        } else {
            write(H5T_NATIVE_UINT64, &std::get<std::uint64_t>(attribute.value));
        }
    }

    static void require_text(const std::string& label, const std::string& text) {
        if (text.find('\0') != std::string::npos) throw OutputError(label + ": cannot be written: the text holds a NUL character");
    }

    DatasetHandle write_dataset(hid_t parent, const std::string& path, const Dataset& dataset, const std::vector<hsize_t>& lengths) {
        hsize_t expected = 1;
        for (const hsize_t length : lengths) expected *= length;
        if (const std::size_t given = value_count(dataset.values); given != expected) {
            throw OutputError(path + ": " + std::to_string(expected) + " values expected, " + std::to_string(given) + " given");
        }
        const auto rank = static_cast<int>(lengths.size());
        const SpaceHandle space{
            check(rank == 0 ? H5Screate(H5S_SCALAR) : H5Screate_simple(rank, lengths.data(), nullptr), path, "be made")};
        const PropertyHandle layout = layout_of(path, dataset, lengths);
        DatasetHandle made =
            std::visit([&](const auto& values) { return write_values(parent, path, dataset.name, values, space.get(), layout.get()); },
                       dataset.values);
        write_attribute(made.get(), path, {"units", dataset.units});
        write_attribute(made.get(), path, {"long_name", dataset.long_name});
        for (const Attribute& attribute : dataset.attributes) write_attribute(made.get(), path, attribute);
        return made;
    }

    static PropertyHandle layout_of(const std::string& path, const Dataset& dataset, const std::vector<hsize_t>& lengths) {
        PropertyHandle layout{check(H5Pcreate(H5P_DATASET_CREATE), path, "be made")};
        check(H5Pset_obj_track_times(layout.get(), false), path, "be made");
        const bool packs = value_count(dataset.values) >= packed_from && !std::holds_alternative<std::vector<std::string>>(dataset.values);
        if (!packs || H5Zfilter_avail(H5Z_FILTER_DEFLATE) <= 0) return layout;
        std::vector<hsize_t> chunk = lengths;
        hsize_t row = 1;
        for (std::size_t d = 1; d < chunk.size(); ++d) row *= chunk[d];
        chunk[0] = std::clamp(chunk_values / row, hsize_t{1}, lengths[0]);
        return packed_layout(path, chunk);
    }

    static PropertyHandle packed_layout(const std::string& path, const std::vector<hsize_t>& chunk) {
        PropertyHandle layout{check(H5Pcreate(H5P_DATASET_CREATE), path, "be made")};
        check(H5Pset_obj_track_times(layout.get(), false), path, "be made");
        check(H5Pset_chunk(layout.get(), static_cast<int>(chunk.size()), chunk.data()), path, "be made");
        if (H5Zfilter_avail(H5Z_FILTER_DEFLATE) <= 0) return layout;
        check(H5Pset_shuffle(layout.get()), path, "be made");
        check(H5Pset_deflate(layout.get(), 1), path, "be made");
        return layout;
    }

    template <class T>
    DatasetHandle write_values(hid_t parent, const std::string& path, const std::string& name, const std::vector<T>& values, hid_t space,
                               hid_t layout) {
        if constexpr (std::is_same_v<T, std::string>) {
            std::vector<const char*> starts;
            for (const std::string& text : values) {
                require_text(path, text);
                starts.push_back(text.c_str());
            }
            return write_raw(parent, path, name, text_type().get(), starts.data(), space, layout);
        } else {
            return write_raw(parent, path, name, memory_type(values), values.data(), space, layout);
        }
    }

    static DatasetHandle write_raw(hid_t parent, const std::string& path, const std::string& name, hid_t type, const void* values,
                                   hid_t space, hid_t layout) {
        DatasetHandle made{check(H5Dcreate2(parent, name.c_str(), type, space, H5P_DEFAULT, layout, H5P_DEFAULT), path, "be made")};
        if (values != nullptr) check(H5Dwrite(made.get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), path, "be written");
        return made;
    }

    void write_scale(const Dataset& scale) {
        const std::string path = name_ + ": /" + scale.name;
        if (scale.dims != std::vector{scale.name}) throw OutputError(path + ": a scale has itself as its only dimension");
        const hsize_t length = value_count(scale.values);
        DatasetHandle made = write_dataset(file_.get(), path, scale, {length});
        check(H5DSset_scale(made.get(), scale.name.c_str()), path, "become a dimension scale");
        scales_.emplace(scale.name, Scale{length, std::move(made)});
    }

    /// Makes the group and those above it that are not there yet.
    GroupHandle make_group(const std::string& path, const std::string& name) {
        const PropertyHandle order{check(H5Pcreate(H5P_GROUP_CREATE), path, "be made")};
        check(H5Pset_link_creation_order(order.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), path, "be made");
        check(H5Pset_obj_track_times(order.get(), false), path, "be made");
        for (std::size_t end = name.find('/'); end != std::string::npos; end = name.find('/', end + 1)) {
            const std::string above = name.substr(0, end);
            if (check(H5Lexists(file_.get(), above.c_str(), H5P_DEFAULT), path, "be made") > 0) continue;
            const GroupHandle one{check(H5Gcreate2(file_.get(), above.c_str(), H5P_DEFAULT, order.get(), H5P_DEFAULT), path, "be made")};
        }
        return GroupHandle{check(H5Gcreate2(file_.get(), name.c_str(), H5P_DEFAULT, order.get(), H5P_DEFAULT), path, "be made")};
    }

    void write_group(const Group& group) {
        const std::string path = name_ + ": /" + group.path;
        const GroupHandle made = make_group(path, group.path);
        std::vector<std::string> linked;
        const auto write_one = [&](const Dataset& dataset, const StreamedDataset* stream) {
            const std::string label = path + "/" + dataset.name;
            std::vector<hsize_t> lengths;
            for (const std::string& dim : dataset.dims) lengths.push_back(scale_of(label, dim).length);
            for (const std::string& dim : dataset.dims) {
                if (std::find(linked.begin(), linked.end(), dim) != linked.end()) continue;
                check(H5Lcreate_hard(file_.get(), dim.c_str(), made.get(), dim.c_str(), H5P_DEFAULT, H5P_DEFAULT), path + "/" + dim,
                      "be linked");
                linked.push_back(dim);
            }
            const DatasetHandle written =
                stream ? write_streamed(made.get(), label, *stream, lengths) : write_dataset(made.get(), label, dataset, lengths);
            for (std::size_t d = 0; d < dataset.dims.size(); ++d) {
                const hid_t scale = scale_of(label, dataset.dims[d]).dataset.get();
                check(H5DSattach_scale(written.get(), scale, static_cast<unsigned>(d)), label, "use the scale " + dataset.dims[d]);
            }
        };
        for (const Dataset& dataset : group.datasets) write_one(dataset, nullptr);
        for (const StreamedDataset& stream : streamed_) {
            if (stream.group == group.path) write_one(stream.dataset, &stream);
        }
    }

    // Chunk by chunk, so that each is packed once.
    DatasetHandle write_streamed(hid_t parent, const std::string& path, const StreamedDataset& stream,
                                 const std::vector<hsize_t>& lengths) {
        const bool doubles = std::holds_alternative<std::vector<double>>(stream.dataset.values);
        const int rank = static_cast<int>(lengths.size());
        hsize_t row = 1;
        for (std::size_t d = 1; d < lengths.size(); ++d) row *= lengths[d];
        std::vector<hsize_t> chunk = lengths;
        chunk[0] = std::clamp(chunk_values / std::max<hsize_t>(row, 1), hsize_t{1}, std::max<hsize_t>(lengths[0], 1));
        const SpaceHandle space{check(H5Screate_simple(rank, lengths.data(), nullptr), path, "be made")};
        const PropertyHandle layout = packed_layout(path, chunk);
        DatasetHandle made{check(H5Dcreate2(parent, stream.dataset.name.c_str(), doubles ? H5T_NATIVE_DOUBLE : H5T_NATIVE_FLOAT,
                                            space.get(), H5P_DEFAULT, layout.get(), H5P_DEFAULT),
                                 path, "be made")};
        write_attribute(made.get(), path, {"units", stream.dataset.units});
        write_attribute(made.get(), path, {"long_name", stream.dataset.long_name});
        for (const Attribute& attribute : stream.dataset.attributes) write_attribute(made.get(), path, attribute);
        std::vector<hsize_t> start(lengths.size(), 0);
        std::vector<double> values;
        for (hsize_t first = 0; first < lengths[0]; first += chunk[0]) {
            std::vector<hsize_t> count = lengths;
            count[0] = std::min(chunk[0], lengths[0] - first);
            start[0] = first;
            values.clear();
            stream.rows(first, count[0], values);
            if (values.size() != count[0] * row) throw OutputError(path + ": rows of another length than the scales say");
            const SpaceHandle here{check(H5Screate_simple(rank, count.data(), nullptr), path, "be written")};
            check(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr), path, "be written");
            check(H5Dwrite(made.get(), H5T_NATIVE_DOUBLE, here.get(), space.get(), H5P_DEFAULT, values.data()), path, "be written");
        }
        return made;
    }

    struct Scale {
        hsize_t length = 0;
        DatasetHandle dataset;
    };

    const Scale& scale_of(const std::string& label, const std::string& dim) const {
        const auto found = scales_.find(dim);
        if (found == scales_.end()) throw OutputError(label + ": there is no scale named " + dim);
        return found->second;
    }

    const RunFile& run_;
    std::string name_;
    std::span<const StreamedDataset> streamed_;
    FileHandle file_;
    std::map<std::string, Scale> scales_;
};

}  // namespace

std::vector<std::byte> encode_run_file(const RunFile& run, const std::filesystem::path& file) {
    const Hdf5Session session;
    return Writer{run, file}.encode();
}

void write_large_file(const std::filesystem::path& file, const RunFile& run, std::span<const StreamedDataset> streamed) {
    check_replaceable(file);
    replace_by(file, [&](const std::filesystem::path& part) {
        const Hdf5Session session;
        Writer{run, file, streamed}.write_to(part);
    });
}

}  // namespace enclosure
