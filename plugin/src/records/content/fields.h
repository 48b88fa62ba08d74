// The keys of a JSON object, named once, by the struct that holds their values. By them the object
// is written, read back, read from a host, and documented: plugin/docs/records.md is tested against
// them.
//
//     struct Mitigation {
//       Day due;
//       std::string what;
//       static void Fields(auto& self, auto& fields) {  // in the order of RFC 8785
//         fields.Given("due", self.due);
//         fields.Given("what", self.what, Form::kWords);
//       }
//     };
//
// A value is a flag, a text, a day, a digest, a time (std::int64_t), a count (std::int32_t), a
// sequence (std::uint64_t), an enum (with the array of its words) or another such struct; a list of
// them, or of places (std::size_t); or an optional one, which may be null.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/day.h"
#include "base/enum_names.h"
#include "base/json_writer.h"
#include "base/suggest.h"
#include "records/content/content.h"
#include "records/content/time.h"
#include "trail/seal/hash.h"

namespace bsup::core {

// Where a value comes from.
enum class Origin : std::uint8_t {
  kGiven,       // from the host, always
  kMayBeGiven,  // from the host; null where it says nothing
  kGivenApart,  // from the host, and kept in the record itself, not in its part
  kSettled,     // from this library
};

// What a struct names its fields to; `Visit` is called with key, origin, value and how: a Form, or
// the words of an enum.
template <class Visit>
class FieldList {
 public:
  explicit FieldList(Visit visit) : visit_(std::move(visit)) {}

  template <class T, class How = Form>
  void Given(std::string_view key, T& value, const How& how = {}) {
    visit_(key, Origin::kGiven, value, how);
  }
  template <class T, class How = Form>
  void MayBeGiven(std::string_view key, T& value, const How& how = {}) {
    visit_(key, Origin::kMayBeGiven, value, how);
  }
  template <class T, class How = Form>
  void GivenApart(std::string_view key, T& value, const How& how = {}) {
    visit_(key, Origin::kGivenApart, value, how);
  }
  template <class T, class How = Form>
  void Settled(std::string_view key, T& value, const How& how = {}) {
    visit_(key, Origin::kSettled, value, how);
  }

 private:
  Visit visit_;
};

template <class T, class Visit>
void VisitFields(T& record, Visit visit) {
  FieldList<Visit> fields(std::move(visit));
  std::remove_const_t<T>::Fields(record, fields);
}

template <class T>
concept Described = requires(T& self, int& fields) {
  T::Fields(self, fields);
};

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;
template <class T>
inline constexpr bool kIsList = false;
template <class T>
inline constexpr bool kIsList<std::vector<T>> = true;

// Writing

template <class T, class How>
void WriteField(JsonWriter& json, const T& value, const How& how) {
  if constexpr (kIsOptional<T>) {
    value ? WriteField(json, *value, how) : json.Null();
  } else if constexpr (kIsList<T>) {
    json.Array();
    for (const auto& item : value) WriteField(json, item, how);
    json.EndArray();
  } else if constexpr (Described<T>) {
    WriteFields(json, value);
  } else if constexpr (std::is_enum_v<T>) {
    json.String(NameOf(how, value));
  } else if constexpr (std::same_as<T, Hash>) {
    json.String(Hex(Bytes(value)));
  } else if constexpr (std::same_as<T, std::int64_t>) {
    json.Value(TimeText(value));
  } else if constexpr (std::same_as<T, std::string>) {
    how == Form::kNameOrNull&& value.empty() ? json.Null() : json.String(value);
  } else {
    json.Value(value);
  }
}

// As canonical JSON.
template <class T>
void WriteFields(JsonWriter& json, const T& record) {
  json.Object();
  VisitFields(record, [&](std::string_view key, Origin origin, const auto& value, const auto& how) {
    if (origin == Origin::kGivenApart) return;
    json.PlainKey(key);
    WriteField(json, value, how);
  });
  json.EndObject();
}

template <class T>
std::string WrittenFields(const T& record) {
  JsonWriter json;
  WriteFields(json, record);
  return json.Take();
}

// Reading

// What is read: the part of a record, in which every key must be, or the content that it is made
// from, in which what is settled here has no place.
enum class Source : std::uint8_t { kPart, kContent };

constexpr bool IsRead(Origin origin, Source source) {
  return origin != (source == Source::kPart ? Origin::kGivenApart : Origin::kSettled);
}

// Reads the value under the key, which counts as null where it is left out.
template <class T, class How>
void ReadField(ContentReader& reader, std::string_view key, Source source, T& value,
               const How& how) {
  if constexpr (kIsOptional<T>) {
    if (reader.Value(key).is_null()) return value.reset();
    ReadField(reader, key, source, value.emplace(), how);
  } else if constexpr (std::same_as<T, std::vector<std::size_t>>) {
    value = reader.Places(key);
  } else if constexpr (kIsList<T>) {
    reader.ForEach(key, [&](ContentReader& list, const std::string& index) {
      ReadField(list, index, source, value.emplace_back(), how);
    });
    if constexpr (std::same_as<T, std::vector<std::string>>) {
      if (how == Form::kSomeNames && value.empty() && reader.Value(key).is_array())
        reader.Add(key, "names nobody; say who received it");
    }
  } else if constexpr (Described<T>) {
    ContentReader inside = reader.Under(key);
    ReadFields(inside, source, value);
  } else if constexpr (std::is_enum_v<T>) {
    const std::vector<std::string> words = Listed(how);
    value = static_cast<T>(std::max(0, reader.IndexOf(key, words, OneOf(words))));
  } else {
    const std::string wrong = ReadValue(reader.Value(key), how, value);
    if (!wrong.empty()) reader.Add(key, wrong);
  }
}

// Every key must be there and no other, except those that a content may leave out.
template <class T>
void ReadFields(ContentReader& reader, Source source, T& record) {
  std::vector<std::string_view> keys;
  std::vector<std::string_view> optional;
  VisitFields(record, [&](std::string_view key, Origin origin, const auto&, const auto&) {
    if (!IsRead(origin, source)) return;
    const bool may_lack = source == Source::kContent && origin == Origin::kMayBeGiven;
    (may_lack ? optional : keys).push_back(key);
  });
  reader.Expect(keys, optional);
  VisitFields(record, [&](std::string_view key, Origin origin, auto& value, const auto& how) {
    if (!reader.Has(key) || !IsRead(origin, source)) return;
    if (source == Source::kContent && origin == Origin::kMayBeGiven && reader.Value(key).is_null())
      return;
    ReadField(reader, key, source, value, how);
  });
}

// The value under one key of a content.
template <class T, class How = Form>
T ReadKey(ContentReader& reader, std::string_view key, const How& how = {}) {
  T value{};
  ReadField(reader, key, Source::kContent, value, how);
  return value;
}

}  // namespace bsup::core
