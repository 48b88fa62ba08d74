#include "batch/arrow/out_column.h"

namespace bsup::core {
namespace {

// What an exported schema owns, and releases. A child that was moved away is released
// by the one who has it.
struct SchemaNode {
  explicit SchemaNode(std::size_t count) : children(count) {
    for (ArrowSchema& child : children) pointers.push_back(&child);
  }
  ~SchemaNode() {
    for (ArrowSchema& child : children) {
      if (child.release != nullptr) child.release(&child);
    }
    if (dictionary.release != nullptr) dictionary.release(&dictionary);
  }
  SchemaNode(const SchemaNode&) = delete;
  SchemaNode& operator=(const SchemaNode&) = delete;

  std::string name;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
  ArrowSchema dictionary{};
};

struct ArrayNode {
  explicit ArrayNode(std::size_t count) : children(count) {
    for (ArrowArray& child : children) pointers.push_back(&child);
  }
  ~ArrayNode() {
    for (ArrowArray& child : children) {
      if (child.release != nullptr) child.release(&child);
    }
    if (dictionary.release != nullptr) dictionary.release(&dictionary);
  }
  ArrayNode(const ArrayNode&) = delete;
  ArrayNode& operator=(const ArrayNode&) = delete;

  std::vector<std::shared_ptr<const void>> owners;
  std::vector<const void*> buffers;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
  ArrowArray dictionary{};
};

template <class Node, class Struct>
void Release(Struct* released) {
  delete static_cast<Node*>(released->private_data);
  released->release = nullptr;
}

// From here on nothing is allocated, so nothing is lost.
TakenSchema SchemaFrom(std::unique_ptr<SchemaNode> node, const char* format, bool nullable) {
  ArrowSchema schema{};
  schema.format = format;
  schema.name = node->name.c_str();
  schema.flags = nullable ? ARROW_FLAG_NULLABLE : 0;
  schema.n_children = static_cast<std::int64_t>(node->pointers.size());
  schema.children = node->pointers.empty() ? nullptr : node->pointers.data();
  schema.dictionary = node->dictionary.release == nullptr ? nullptr : &node->dictionary;
  schema.release = Release<SchemaNode, ArrowSchema>;
  schema.private_data = node.release();
  return TakenSchema(&schema);
}

TakenArray ArrayFrom(std::unique_ptr<ArrayNode> node, std::int64_t length,
                     std::int64_t null_count) {
  ArrowArray array{};
  array.length = length;
  array.null_count = null_count;
  array.n_buffers = static_cast<std::int64_t>(node->buffers.size());
  array.buffers = node->buffers.data();
  array.n_children = static_cast<std::int64_t>(node->pointers.size());
  array.children = node->pointers.empty() ? nullptr : node->pointers.data();
  array.dictionary = node->dictionary.release == nullptr ? nullptr : &node->dictionary;
  array.release = Release<ArrayNode, ArrowArray>;
  array.private_data = node.release();
  return TakenArray(&array);
}

}  // namespace

Exported Export(Finished column) {
  std::vector<Exported> children;
  for (Finished& child : column.children) children.push_back(Export(std::move(child)));
  auto schema = std::make_unique<SchemaNode>(children.size());
  auto array = std::make_unique<ArrayNode>(children.size());
  schema->name = std::move(column.name);
  for (Finished::Buffer& buffer : column.buffers) {
    array->owners.push_back(std::move(buffer.owner));
    array->buffers.push_back(buffer.data);
  }
  for (std::size_t c = 0; c < children.size(); ++c) {
    children[c].schema.Give(&schema->children[c]);
    children[c].array.Give(&array->children[c]);
  }
  if (column.dictionary != nullptr) {
    Exported dictionary = Export(std::move(*column.dictionary));
    dictionary.schema.Give(&schema->dictionary);
    dictionary.array.Give(&array->dictionary);
  }
  return {SchemaFrom(std::move(schema), column.format, column.nullable),
          ArrayFrom(std::move(array), column.length, column.null_count)};
}

Exported ExportBatch(std::vector<Exported> columns, std::int64_t rows) {
  auto schema = std::make_unique<SchemaNode>(columns.size());
  auto array = std::make_unique<ArrayNode>(columns.size());
  array->buffers.push_back(nullptr);
  for (std::size_t c = 0; c < columns.size(); ++c) {
    columns[c].schema.Give(&schema->children[c]);
    columns[c].array.Give(&array->children[c]);
  }
  return {SchemaFrom(std::move(schema), "+s", false), ArrayFrom(std::move(array), rows, 0)};
}

void Validity::Finish(Finished& column) {
  column.nullable = true;
  column.null_count = nulls_;
  column.buffers.insert(column.buffers.begin(),
                        nulls_ == 0 ? Finished::Buffer{} : BufferOf(std::move(bits_.bytes())));
}

Finished TextColumn::Finish() {
  Finished column{.name = std::move(name_), .format = "u"};
  column.length = static_cast<std::int64_t>(size());
  column.buffers = {BufferOf(std::move(offsets_)), BufferOf(std::move(bytes_))};
  if (nullable_) {
    validity_.Finish(column);
  } else {
    column.buffers.insert(column.buffers.begin(), Finished::Buffer{});
  }
  return column;
}

Finished TextListColumn::Finish() {
  Finished column{.name = std::move(name_), .format = "+l"};
  column.length = static_cast<std::int64_t>(offsets_.size()) - 1;
  column.buffers = {BufferOf(std::move(offsets_))};
  validity_.Finish(column);
  column.children.push_back(items_.Finish());
  return column;
}

Finished FlagColumn::Finish() {
  Finished column{.name = std::move(name_), .format = "b"};
  column.length = rows_;
  column.buffers = {BufferOf(std::move(bits_.bytes()))};
  if (nullable_) {
    validity_.Finish(column);
  } else {
    column.buffers.insert(column.buffers.begin(), Finished::Buffer{});
  }
  return column;
}

}  // namespace bsup::core
