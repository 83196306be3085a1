// Owners of HDF5's handles, and the one way in which a failed call becomes an error that names the object.
//
// Invariant: every call of the HDF5 library is made while an Hdf5Session lives. Debian's library is not safe for threads, so the
// session holds a lock; it also keeps HDF5 from printing its error stack, which check() puts into the exception instead.
#pragma once

#include <hdf5.h>

#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "sim/output/output_error.h"

namespace enclosure {

class Hdf5Session {
  public:
    Hdf5Session() : lock_{mutex()} {
        H5Eget_auto2(H5E_DEFAULT, &print_, &print_data_);
        H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    }
    ~Hdf5Session() { H5Eset_auto2(H5E_DEFAULT, print_, print_data_); }
    Hdf5Session(const Hdf5Session&) = delete;
    Hdf5Session& operator=(const Hdf5Session&) = delete;

  private:
    static std::mutex& mutex() {
        static std::mutex one;
        return one;
    }
    std::scoped_lock<std::mutex> lock_;
    H5E_auto2_t print_ = nullptr;
    void* print_data_ = nullptr;
};

/// The sentence that HDF5 gives for its last error, innermost call; empty if it gives none.
inline std::string hdf5_reason() {
    std::string reason;
    const auto keep_first = [](unsigned depth, const H5E_error2_t* error, void* text) -> herr_t {
        if (depth == 0 && error->desc != nullptr) *static_cast<std::string*>(text) = error->desc;
        return 0;
    };
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_first, &reason);
    return reason;
}

/// `result` of an HDF5 call if it succeeded. Otherwise throws OutputError "OBJECT: cannot ACT: REASON".
template <class Result>
Result check(Result result, std::string_view object, std::string_view act) {
    if (result >= 0) return result;
    std::string text = std::string{object} + ": cannot " + std::string{act};
    if (const std::string reason = hdf5_reason(); !reason.empty()) text += ": " + reason;
    throw OutputError(text);
}

/// Owns one handle and closes it with `close`; negative if it owns none.
template <herr_t (*close)(hid_t)>
class Hdf5Handle {
  public:
    Hdf5Handle() = default;
    explicit Hdf5Handle(hid_t id) : id_{id} {}
    Hdf5Handle(Hdf5Handle&& other) noexcept : id_{std::exchange(other.id_, -1)} {}
    Hdf5Handle& operator=(Hdf5Handle&& other) noexcept {
        std::swap(id_, other.id_);
        return *this;
    }
    ~Hdf5Handle() {
        if (id_ >= 0) close(id_);
    }
    hid_t get() const { return id_; }

  private:
    hid_t id_ = -1;
};

using FileHandle = Hdf5Handle<H5Fclose>;
using GroupHandle = Hdf5Handle<H5Gclose>;
using DatasetHandle = Hdf5Handle<H5Dclose>;
using AttributeHandle = Hdf5Handle<H5Aclose>;
using SpaceHandle = Hdf5Handle<H5Sclose>;
using TypeHandle = Hdf5Handle<H5Tclose>;
using PropertyHandle = Hdf5Handle<H5Pclose>;

/// Type of a UTF-8 string of any length: what h5py, netCDF, R and MATLAB read as text.
inline TypeHandle text_type() {
    TypeHandle type{check(H5Tcopy(H5T_C_S1), "text", "make the type")};
    check(H5Tset_size(type.get(), H5T_VARIABLE), "text", "make the type");
    check(H5Tset_cset(type.get(), H5T_CSET_UTF8), "text", "make the type");
    return type;
}

}  // namespace enclosure
