#include "oracle/arrow_made.h"

#include <cstring>
#include <stdexcept>
#include <utility>

namespace bsup::core::made {
namespace {

template <class T>
void Put(std::vector<std::uint8_t>& bytes, T value) {
  const std::size_t at = bytes.size();
  bytes.resize(at + sizeof value);
  std::memcpy(bytes.data() + at, &value, sizeof value);
}

template <class T>
std::vector<std::uint8_t> Bitmap(std::size_t rows, T is_set) {
  std::vector<std::uint8_t> bits((rows + 7) / 8);
  for (std::size_t i = 0; i < rows; ++i) {
    if (is_set(i)) bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | 1u << (i % 8));
  }
  return bits;
}

template <class Value>
MadeColumn Started(std::string name, std::string format, const Values<Value>& values) {
  MadeColumn column{.name = std::move(name),
                    .format = std::move(format),
                    .length = static_cast<std::int64_t>(values.size()),
                    .buffers = {},
                    .children = {},
                    .dictionary = {}};
  column.buffers.emplace_back(
      Bitmap(values.size(), [&](std::size_t i) { return values[i].has_value(); }));
  return column;
}

template <class Number, class Value>
void PutAs(std::vector<std::uint8_t>& bytes, Value value) {
  Put(bytes, static_cast<Number>(value));
}

template <class Value>
void PutNumber(std::vector<std::uint8_t>& bytes, const std::string& format, Value value) {
  switch (format[0]) {
    case 'c': return PutAs<std::int8_t>(bytes, value);
    case 'C': return PutAs<std::uint8_t>(bytes, value);
    case 's': return PutAs<std::int16_t>(bytes, value);
    case 'S': return PutAs<std::uint16_t>(bytes, value);
    case 'i': return PutAs<std::int32_t>(bytes, value);
    case 'I': return PutAs<std::uint32_t>(bytes, value);
    case 'L': return PutAs<std::uint64_t>(bytes, value);
    case 'f': return PutAs<float>(bytes, value);
    case 'g': return PutAs<double>(bytes, value);
    default: break;
  }
  if (format == "tdD") return PutAs<std::int32_t>(bytes, value);
  PutAs<std::int64_t>(bytes, value);
}

template <class Value>
MadeColumn NumbersOf(std::string name, const Values<Value>& values, std::string format) {
  MadeColumn column = Started(std::move(name), std::move(format), values);
  std::vector<std::uint8_t> bytes;
  for (const auto& value : values) PutNumber(bytes, column.format, value.value_or(0));
  column.buffers.emplace_back(std::move(bytes));
  return column;
}

// What a struct that was handed over owns.
struct Kept {
  MadeColumn column;
  std::vector<const void*> buffers;
  std::vector<ArrowSchema> child_schemas;
  std::vector<ArrowArray> child_arrays;
  std::vector<ArrowSchema*> schema_pointers;
  std::vector<ArrowArray*> array_pointers;
  ArrowSchema dictionary_schema{};
  ArrowArray dictionary_array{};
  std::shared_ptr<Releases> releases;
};

template <class Struct>
void EndMade(Struct* ended) {
  auto* kept = static_cast<Kept*>(ended->private_data);
  for (std::int64_t c = 0; c < ended->n_children; ++c) {
    Struct* child = ended->children[c];
    if (child != nullptr && child->release != nullptr) child->release(child);
  }
  if (ended->dictionary != nullptr && ended->dictionary->release != nullptr)
    ended->dictionary->release(ended->dictionary);
  ++kept->releases->ended;
  ended->release = nullptr;
  delete kept;
}

void GiveSchema(const MadeColumn& column, const std::shared_ptr<Releases>& releases,
                ArrowSchema* schema) {
  auto* kept = new Kept{};
  kept->column.name = column.name;
  kept->column.format = column.format;
  kept->releases = releases;
  ++releases->made;
  kept->child_schemas.resize(column.children.size());
  for (std::size_t c = 0; c < column.children.size(); ++c) {
    GiveSchema(column.children[c], releases, &kept->child_schemas[c]);
    kept->schema_pointers.push_back(&kept->child_schemas[c]);
  }
  *schema = {};
  schema->format = kept->column.format.c_str();
  schema->name = kept->column.name.c_str();
  schema->flags = ARROW_FLAG_NULLABLE;
  schema->n_children = static_cast<std::int64_t>(column.children.size());
  schema->children = kept->schema_pointers.data();
  if (column.dictionary) {
    GiveSchema(*column.dictionary, releases, &kept->dictionary_schema);
    schema->dictionary = &kept->dictionary_schema;
  }
  schema->release = EndMade<ArrowSchema>;
  schema->private_data = kept;
}

void GiveArray(MadeColumn column, const std::shared_ptr<Releases>& releases, ArrowArray* array) {
  auto* kept = new Kept{};
  kept->releases = releases;
  ++releases->made;
  kept->child_arrays.resize(column.children.size());
  for (std::size_t c = 0; c < column.children.size(); ++c) {
    GiveArray(std::move(column.children[c]), releases, &kept->child_arrays[c]);
    kept->array_pointers.push_back(&kept->child_arrays[c]);
  }
  if (column.dictionary) GiveArray(*column.dictionary, releases, &kept->dictionary_array);
  kept->column = std::move(column);
  for (auto& buffer : kept->column.buffers) {
    // Exactly as long as it is, so that a sanitizer sees who reads past it.
    if (buffer) buffer->shrink_to_fit();
    kept->buffers.push_back(buffer ? buffer->data() : nullptr);
  }
  *array = {};
  array->length = kept->column.length;
  array->null_count = kept->column.null_count;
  array->offset = kept->column.offset;
  array->n_buffers = static_cast<std::int64_t>(kept->buffers.size());
  array->buffers = kept->buffers.data();
  array->n_children = static_cast<std::int64_t>(kept->array_pointers.size());
  array->children = kept->array_pointers.data();
  if (kept->column.dictionary) array->dictionary = &kept->dictionary_array;
  array->release = EndMade<ArrowArray>;
  array->private_data = kept;
}

bool BitIn(const void* bits, std::int64_t at) {
  return (static_cast<const std::uint8_t*>(bits)[at / 8] >> (at % 8) & 1) != 0;
}

bool IsNullIn(const ArrowArray& array, std::int64_t row) {
  return array.buffers[0] != nullptr && !BitIn(array.buffers[0], array.offset + row);
}

std::string TextIn(const ArrowArray& array, std::int64_t row) {
  const auto* offsets = static_cast<const std::int32_t*>(array.buffers[1]) + array.offset + row;
  const auto* text = static_cast<const char*>(array.buffers[2]);
  return {text + offsets[0], text + offsets[1]};
}

}  // namespace

MadeColumn Nulls(std::string name, std::int64_t rows) {
  return {.name = std::move(name),
          .format = "n",
          .length = rows,
          .null_count = rows,
          .buffers = {},
          .children = {},
          .dictionary = {}};
}

MadeColumn Flags(std::string name, const Values<bool>& values) {
  MadeColumn column = Started(std::move(name), "b", values);
  column.buffers.emplace_back(
      Bitmap(values.size(), [&](std::size_t i) { return values[i].value_or(false); }));
  return column;
}

MadeColumn Texts(std::string name, const Values<std::string>& values, std::string format) {
  MadeColumn column = Started(std::move(name), std::move(format), values);
  std::vector<std::uint8_t> text;
  std::vector<std::uint8_t> places;
  const auto put_offset = [&] {
    if (column.format == "U") {
      Put(places, static_cast<std::int64_t>(text.size()));
    } else {
      Put(places, static_cast<std::int32_t>(text.size()));
    }
  };
  if (column.format != "vu") put_offset();
  for (const auto& value : values) {
    const std::string word = value.value_or("");
    const std::size_t begin = text.size();
    if (column.format == "vu") {
      Put(places, static_cast<std::int32_t>(word.size()));
      std::string rest = word.substr(0, 12);
      if (word.size() > 12) {
        rest.resize(4);
        rest.resize(12);
        const std::int32_t at = static_cast<std::int32_t>(begin);
        std::memcpy(rest.data() + 8, &at, sizeof at);
        text.insert(text.end(), word.begin(), word.end());
      }
      rest.resize(12);
      places.insert(places.end(), rest.begin(), rest.end());
    } else {
      text.insert(text.end(), word.begin(), word.end());
      put_offset();
    }
  }
  column.buffers.emplace_back(std::move(places));
  const auto size = static_cast<std::int64_t>(text.size());
  column.buffers.emplace_back(std::move(text));
  if (column.format == "vu") {
    std::vector<std::uint8_t> sizes;
    Put(sizes, size);
    column.buffers.emplace_back(std::move(sizes));
  }
  return column;
}

MadeColumn Numbers(std::string name, const Values<double>& values, std::string format) {
  return NumbersOf(std::move(name), values, std::move(format));
}

MadeColumn Wide(std::string name, const Values<std::int64_t>& values, std::string format) {
  return NumbersOf(std::move(name), values, std::move(format));
}

MadeColumn Encoded(std::string name, const Values<int>& indexes, MadeColumn values,
                   const std::string& format) {
  MadeColumn column = NumbersOf(std::move(name), indexes, format);
  column.dictionary = std::make_shared<MadeColumn>(std::move(values));
  return column;
}

MadeColumn Cut(MadeColumn column, std::int64_t from, std::int64_t rows) {
  column.offset += from;
  column.length = rows;
  column.null_count = column.format == "n" ? rows : -1;
  return column;
}

MadeColumn WithoutBitmap(MadeColumn column) {
  column.buffers[0] = std::nullopt;
  column.null_count = 0;
  return column;
}

MadeColumn Batch(std::vector<MadeColumn> columns, std::int64_t rows) {
  MadeColumn batch{.name = "",
                   .format = "+s",
                   .length = rows,
                   .null_count = 0,
                   .buffers = {},
                   .children = std::move(columns),
                   .dictionary = {}};
  batch.buffers.emplace_back(std::nullopt);
  return batch;
}

Given HandOver(MadeColumn column) {
  Given given;
  GiveSchema(column, given.releases, &given.schema);
  GiveArray(std::move(column), given.releases, &given.array);
  return given;
}

std::vector<std::string> Answer::names() const {
  std::vector<std::string> names;
  for (std::int64_t c = 0; c < schema_.n_children; ++c)
    names.emplace_back(schema_.children[c]->name);
  return names;
}

std::size_t Answer::At(std::string_view column) const {
  for (std::int64_t c = 0; c < schema_.n_children; ++c) {
    if (column == schema_.children[c]->name) return static_cast<std::size_t>(c);
  }
  throw std::runtime_error("there is no column " + std::string(column));
}

const ArrowArray& Answer::Array(std::string_view column) const {
  return *array_.children[At(column)];
}

const ArrowSchema& Answer::Schema(std::string_view column) const {
  return *schema_.children[At(column)];
}

std::optional<std::string> Answer::Text(std::string_view column, std::int64_t row) const {
  const ArrowArray& array = Array(column);
  if (IsNullIn(array, row)) return std::nullopt;
  return TextIn(array, row);
}

std::vector<std::string> Answer::List(std::string_view column, std::int64_t row) const {
  const ArrowArray& array = Array(column);
  const auto* offsets = static_cast<const std::int32_t*>(array.buffers[1]) + array.offset + row;
  const ArrowArray& items = *array.children[0];
  std::vector<std::string> list;
  for (std::int32_t i = offsets[0]; i < offsets[1]; ++i) {
    list.push_back(
        items.dictionary == nullptr
            ? TextIn(items, i)
            : TextIn(*items.dictionary, static_cast<const std::int16_t*>(items.buffers[1])[i]));
  }
  return list;
}

std::optional<bool> Answer::Flag(std::string_view column, std::int64_t row) const {
  const ArrowArray& array = Array(column);
  if (IsNullIn(array, row)) return std::nullopt;
  return BitIn(array.buffers[1], array.offset + row);
}

std::optional<int> Answer::Number(std::string_view column, std::int64_t row) const {
  const ArrowArray& array = Array(column);
  if (IsNullIn(array, row)) return std::nullopt;
  return static_cast<const std::int16_t*>(array.buffers[1])[array.offset + row];
}

std::string Answer::Row(std::int64_t row) const {
  std::string said;
  for (const std::string& name : names()) {
    said += name + "=";
    const std::string format = Schema(name).format;
    if (format == "u") said += Text(name, row).value_or("null");
    if (format == "b") said += Flag(name, row) ? std::to_string(*Flag(name, row)) : "null";
    if (format == "s") said += Number(name, row) ? std::to_string(*Number(name, row)) : "null";
    if (format == "+l") {
      for (const std::string& item : List(name, row)) said += item + ",";
    }
    said += "\n";
  }
  return said;
}

}  // namespace bsup::core::made
