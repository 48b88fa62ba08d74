/* The structs of the Arrow C data interface, for a host that has no definition of its own:
 * https://arrow.apache.org/docs/format/CDataInterface.html. Two are a column, or a batch of
 * columns, handed from one library to another within a process without a copy; the third is batches
 * of one schema, one after the other: https://arrow.apache.org/docs/format/CStreamInterface.html.
 *
 * Whichever definition is included first holds: all that go by this guard are laid out alike.
 */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#include <stdint.h>

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

#ifdef __cplusplus
extern "C" {
#endif

/* What a column is. */
struct ArrowSchema {
  const char* format; /* "u" is UTF-8 text, "+s" a struct */
  const char* name;
  const char* metadata;
  int64_t flags; /* ARROW_FLAG_... */
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;       /* of a column that is dictionary-encoded: its values */
  void (*release)(struct ArrowSchema*); /* ends it; NULL once it has ended or was moved away */
  void* private_data;
};

/* What a column holds. */
struct ArrowArray {
  int64_t length;
  int64_t null_count; /* -1: not counted */
  int64_t offset;     /* of the first row in the buffers */
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#ifdef __cplusplus
}
#endif

#endif /* ARROW_C_DATA_INTERFACE */

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

#ifdef __cplusplus
extern "C" {
#endif

/* Functions that can fail give 0, or an errno and then words. One thread at a time. */
struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  /* At the end: an array that is released. */
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  /* Good until the next call; may be NULL. */
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};

#ifdef __cplusplus
}
#endif

#endif /* ARROW_C_STREAM_INTERFACE */
