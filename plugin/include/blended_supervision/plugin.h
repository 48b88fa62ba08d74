/* Blended Supervision: advice on the mode of a probation contact. The C interface and its manual,
 * in one file, so that a host takes one.
 *
 * Get the functions, in one of three ways. Linked, or by dlsym, each function is a symbol:
 *
 *     printf("library %s\n", bsup_version());
 *
 * Or all of them in one table:
 *
 *     const bsup_api* api = bsup_get_api(BSUP_ABI);
 *     if (api == NULL) return 1;
 *     printf("library %s\n", api->version());
 *
 * Boost.DLL imports the same table: boost::dll::import_alias<const bsup_api>(path, "bsup_plugin").
 *
 * Then open a session, load a policy and a mapping once, and advise any number of times from any
 * number of threads:
 *
 *     const char* packs[] = {"england-wales.toml"};
 *     const char* payload = "{\"crn\": \"X123456\"}";
 *     bsup_advise_input input = {0};
 *     bsup_session* session = NULL;
 *     bsup_policy* policy = NULL;
 *     bsup_mapping* mapping = NULL;
 *     bsup_advice* advice = NULL;
 *     bsup_error* error = NULL;
 *
 *     input.struct_size = sizeof input;
 *     input.as_of = 20780;
 *     input.payload = payload;
 *     input.payload_size = strlen(payload);
 *     if (bsup_session_open(NULL, &session, &error) != BSUP_OK ||
 *         bsup_policy_load(session, packs, 1, &policy, &error) != BSUP_OK ||
 *         bsup_mapping_load(session, "ndelius.toml", &mapping, &error) != BSUP_OK ||
 *         bsup_advise(policy, mapping, &input, &advice, &error) != BSUP_OK) {
 *       fprintf(stderr, "%s\n", bsup_error_message(error));
 *       bsup_error_free(error);
 *     } else if (bsup_advice_lead(advice) != NULL) {
 *       printf("%s\n", bsup_advice_lead_label(advice, "en"));
 *     }
 *
 * To keep a trail of it, open one and record: first the advice that was shown, then what was
 * decided in answer to it, who approved, and what came of it. This needs a session whose host has
 * the callbacks `clock` and `now`:
 *
 *     const char* decision = "{\"answers\": 1, \"mode\": \"office\"}";
 *     bsup_trail_options options = {0};
 *     bsup_who who = {0};
 *     bsup_trail* trail = NULL;
 *     bsup_receipt* shown = NULL;
 *     bsup_receipt* decided = NULL;
 *
 *     options.struct_size = sizeof options;
 *     options.flags = BSUP_TRAIL_CREATE;
 *     options.key_file = "trail.key";
 *     who.struct_size = sizeof who;
 *     who.id = "OLIVE_GEN";
 *     if (bsup_trail_open(session, "trail.db", &options, &trail, &error) != BSUP_OK ||
 *         bsup_advice_record(advice, trail, &who, "X123456", NULL, "en", &shown, &error) !=
 *             BSUP_OK ||
 *         bsup_trail_record(trail, BSUP_RECORD_DECISION, &who, decision, strlen(decision),
 *                           &decided, &error) != BSUP_OK) {
 *       fprintf(stderr, "%s\n", bsup_error_message(error));
 *       bsup_error_free(error);
 *     }
 *
 * At the end free and close what was made, in any order:
 *
 *     bsup_receipt_free(decided);
 *     bsup_receipt_free(shown);
 *     bsup_trail_close(trail);
 *     bsup_advice_free(advice);
 *     bsup_mapping_free(mapping);
 *     bsup_policy_free(policy);
 *     bsup_session_close(session);
 *
 * host-stubs/c/host.c is a whole program that does all this; copy from it.
 *
 * Conventions, true of every function:
 *
 * 1. Handles are opaque. Free each with its _free or _close function; NULL is ignored. Free them
 *    in any order: each keeps what it needs of the others.
 * 2. A returned `const char*` is UTF-8 and NUL-terminated. It lives as long as the handle it came
 *    from; do not free it. A text that the host must free comes as a bsup_text.
 * 3. A call that can fail returns a bsup_status and takes `bsup_error**` last, which may be NULL.
 *    On success `*error` is NULL. On failure it is an error to free, and no other out parameter is
 *    changed.
 * 4. A struct that may grow begins with `struct_size`, which the caller sets to its own sizeof.
 *    The library reads and writes no further than that. Members that a caller's shorter struct
 *    lacks count as zero.
 * 5. Host callbacks are called on the calling thread, during the call, while no lock is held. They
 *    must not throw and must not call this library. The library starts no threads of its own,
 *    except those that bsup_trail_decisions is asked for: they call nothing of the host's and end
 *    before the call returns.
 * 6. [any thread]: any number of threads may call it at the same time, on the same handles too.
 *    [one thread]: while it runs, no other thread may use the handle.
 * 7. No exception leaves the library. It changes no signal handler, locale or environment variable
 *    of the host, and prints nothing.
 * 8. Input is text and its length in bytes; the library trusts none of it. A `const char*`
 *    argument without a length is NUL-terminated. Languages are "en" and "cy"; NULL is "en". A day
 *    is a count of days since 1970-01-01, from year 1000 to 9999.
 *
 * NULL where a handle is needed is BSUP_USAGE. Functions without a status return NULL, 0 or -1.
 *
 * The advice itself is explained in plugin/docs/advice.md, records and their states in
 * plugin/docs/records.md, the trail's bytes in plugin/docs/trail_format.md, and what this interface
 * promises in plugin/docs/abi.md.
 */
#ifndef BLENDED_SUPERVISION_PLUGIN_H_
#define BLENDED_SUPERVISION_PLUGIN_H_

#include <stdint.h>

#if defined(_WIN32)
#define BSUP_EXPORT
#else
#define BSUP_EXPORT __attribute__((visibility("default")))
#endif

/* The major version of this interface. 0: not yet frozen. */
#define BSUP_ABI 0u

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Types --------------------------------------------------------------------------------- */

typedef struct bsup_error bsup_error;     /* why a call failed */
typedef struct bsup_text bsup_text;       /* a text that the host frees */
typedef struct bsup_session bsup_session; /* the host, as the library knows it */
typedef struct bsup_policy bsup_policy;   /* loaded packs, or the one policy selected from them */
typedef struct bsup_mapping bsup_mapping; /* how a host's own JSON is read */
typedef struct bsup_advice bsup_advice;   /* advice on one contact */
typedef struct bsup_trail bsup_trail;     /* an open trail */
typedef struct bsup_receipt bsup_receipt; /* proof that something is on record */
typedef struct bsup_reading bsup_reading; /* records being read, page by page */

typedef int32_t bsup_status;
enum {
  BSUP_OK = 0,
  BSUP_USAGE = 1,        /* the caller's arguments are wrong */
  BSUP_BAD_INPUT = 2,    /* a payload, contact, answers or stored input is wrong */
  BSUP_BAD_POLICY = 3,   /* a policy pack is wrong */
  BSUP_BAD_MAPPING = 4,  /* a mapping is wrong, or does not fit the policy */
  BSUP_NOT_FOUND = 5,    /* a file, region, date or record is not there */
  BSUP_OTHER_POLICY = 6, /* a stored input was made under another policy */
  BSUP_OTHER_ENGINE = 7, /* a stored input was made by another version of the engine */
  BSUP_OUT_OF_MEMORY = 8,
  BSUP_INTERNAL = 9,     /* a fault of the library; please report it */
  BSUP_BUSY = 10,        /* another process holds the trail; nothing was recorded, try again */
  BSUP_KEY_REFUSED = 11, /* the key service refuses, or these are not the trail's keys */
  BSUP_STORAGE = 12,     /* a file cannot be read or written: I/O, a full disk, permissions */
  BSUP_TAMPERED = 13,    /* the trail does not match its proof; verify it */
  BSUP_ERASED = 14       /* what was asked for has been erased */
};

/* Levels of the log. */
enum { BSUP_LOG_DEBUG = 1, BSUP_LOG_INFO = 2, BSUP_LOG_WARNING = 3, BSUP_LOG_ERROR = 4 };

/* What the host gives the library. It is copied when the session opens. Every callback may be NULL;
 * `context` is handed to each of them. */
typedef struct bsup_host {
  uint32_t struct_size;
  /* The lowest level that is logged; 0 logs everything. */
  int32_t log_level;
  void* context;
  /* Is never given personal data: digests, counts, places in policies and mappings, statuses. */
  void (*log)(void* context, int32_t level, const char* message);
  /* Today as the host's users see it, for BSUP_TODAY. */
  int32_t (*clock)(void* context);
  /* Called once, when the last handle that needs the session has been freed, on the thread that
   * freed it. */
  void (*release)(void* context);
  /* The time, in milliseconds since 1970-01-01 UTC. Recording needs it. */
  int64_t (*now)(void* context);
  /* Keys in the host's own key service, for a trail without a key file: give all three or none. The
   * service keeps a key for each `name` (visible ASCII, at most 200 bytes) and never shows it. Each
   * returns 1 where it did what was asked, and 0 where it did not.
   *
   * key_wrap encrypts the 32 bytes at `secret` under the key of that name, and makes the key where
   * it is not there. The result goes into `wrapped`: `*wrapped_size` is the room there (1024 bytes)
   * and must become the size of the result. */
  int32_t (*key_wrap)(void* context, const char* name, const uint8_t* secret, uint8_t* wrapped,
                      uint64_t* wrapped_size);
  /* The inverse: decrypts into the 32 bytes at `secret`. 0 where there is no such key, or where it
   * did not wrap this. */
  int32_t (*key_unwrap)(void* context, const char* name, const uint8_t* wrapped,
                        uint64_t wrapped_size, uint8_t* secret);
  /* Destroys the key, so that nothing it wrapped can be read again, in any backup. 1 once that is
   * so, and 0 until then: the library asks again. */
  int32_t (*key_destroy)(void* context, const char* name);
} bsup_host;

/* As `as_of`: ask the host's clock. */
#define BSUP_TODAY INT32_MIN

/* What advice is asked on. A text that is NULL or empty is not given. */
typedef struct bsup_advise_input {
  uint32_t struct_size;
  /* The day on which all this is known, or BSUP_TODAY. */
  int32_t as_of;
  /* The case as the host holds it: JSON in the shape that the mapping reads. Required. */
  const char* payload;
  uint64_t payload_size;
  /* The contact, JSON. Not given: the payload's next appointment; where it has none, a scheduled
   * supervision meeting with the person on `as_of`, which counts. Which of the three it was stands
   * in the advice's JSON: `contact.from` is "caller", "payload" or "assumed". */
  const char* contact;
  uint64_t contact_size;
  /* What the practitioner answered, approved and confirmed, JSON. */
  const char* answers;
  uint64_t answers_size;
  /* Id or code, for a contact that names no region; NULL: the region that the payload names, or the
   * nation alone. */
  const char* region;
} bsup_advise_input;

enum { BSUP_NO = 0, BSUP_YES = 1, BSUP_NOT_ASKED = -1 };

/* Whether a mode may be used. */
enum { BSUP_PERMITTED = 0, BSUP_NEEDS_APPROVAL = 1, BSUP_NOT_PERMITTED = 2, BSUP_CANNOT = 3 };

/* How well a mode suits. */
enum { BSUP_WELL_SUITED = 0, BSUP_SUITED = 1, BSUP_USE_WITH_CARE = 2, BSUP_POORLY_SUITED = 3 };

/* How firm the advice is. */
enum {
  BSUP_ONLY_OPTION = 0,
  BSUP_RECOMMENDED = 1,
  BSUP_AT_DISCRETION = 2,
  BSUP_REFER = 3,
  BSUP_NO_ADVICE = 4
};

/* How much of the practitioner's attention it deserves. Neither a note nor a stop blocks: a named
 * person decides. */
enum { BSUP_NOTICE_NONE = 0, BSUP_NOTICE_NOTE = 1, BSUP_NOTICE_STOP = 2 };

/* Why a mode is not the lead. */
enum {
  BSUP_WHY_LEAD = 0, /* it is the lead */
  BSUP_WHY_NO_ADVICE = 1,
  BSUP_WHY_REFER = 2,
  BSUP_WHY_CANNOT = 3,
  BSUP_WHY_NOT_PERMITTED = 4,
  BSUP_WHY_SUPPLEMENTS_ONLY = 5,
  BSUP_WHY_NEEDS_APPROVAL = 6,
  BSUP_WHY_SCORES_LOWER = 7,
  BSUP_WHY_LATER_IN_ORDER = 8
};

/* One mode of contact in one piece of advice. The texts live as long as the advice. */
typedef struct bsup_mode {
  uint32_t struct_size;
  int32_t permission; /* BSUP_PERMITTED ... BSUP_CANNOT */
  int32_t counts;     /* 1, or 0 where it may only supplement the contact that counts */
  int32_t in_person;  /* 1 or 0 */
  int32_t score;      /* orders the modes of this advice; it means nothing by itself */
  int32_t band;       /* BSUP_WELL_SUITED ... BSUP_POORLY_SUITED */
  int32_t why_not;    /* BSUP_WHY_... */
  int32_t planned;    /* 1 where it is the contact's planned mode, else 0 */
  const char* id;     /* "telephone" */
  const char* label;  /* "Telephone call" */
} bsup_mode;

/* For bsup_advice_text and bsup_trail_show: with ANSI colour. */
enum { BSUP_TEXT_COLOUR = 1u };

/* For bsup_advice_text: everything, not only what an ordinary contact needs. */
enum { BSUP_TEXT_ALL = 4u };

/* For bsup_trail_show and bsup_trail_timeline only: also show reading, disclosing and erasing. The
 * law lets these records be used for lawfulness, self-monitoring, integrity and criminal
 * proceedings only. */
enum { BSUP_SHOW_STATUTORY = 2u };

/* The kinds of record. What each holds is in plugin/docs/records.md. */
enum {
  BSUP_RECORD_ADVICE = 0,
  BSUP_RECORD_DECISION = 1,
  BSUP_RECORD_APPROVAL = 2,
  BSUP_RECORD_OUTCOME = 3,
  BSUP_RECORD_POLICY = 4,
  BSUP_RECORD_READ = 5,
  BSUP_RECORD_DISCLOSURE = 6,
  BSUP_RECORD_EXPORT = 7,
  BSUP_RECORD_ERASURE = 8,
  BSUP_RECORD_KEY = 9,
  BSUP_RECORD_REOPEN = 10,
  BSUP_RECORD_CONFIG = 11,
  BSUP_RECORD_KEPT = 12 /* that a promise was kept */
};

/* What verifying a trail finds. Anything but the first three is a fault, or says that the trail is
 * not vouched for. */
enum {
  BSUP_VERDICT_INTACT = 0,
  /* Consistent in itself, but nothing outside vouches for it. */
  BSUP_VERDICT_INTACT_NO_OUTSIDE_HEAD = 1,
  /* Every proof holds; what is missing was erased on record. */
  BSUP_VERDICT_ERASED_IN_PART = 2,
  BSUP_VERDICT_TAMPERED = 3,
  /* Fewer records than its own checkpoint says. */
  BSUP_VERDICT_TRUNCATED = 4,
  /* Consistent, but older than the known head. */
  BSUP_VERDICT_ROLLED_BACK = 5,
  /* Not the tree of the known head. */
  BSUP_VERDICT_FORKED = 6,
  /* Not signed by the key that was given, or not this trail's vault. */
  BSUP_VERDICT_WRONG_KEY = 7,
  /* Records after the last signed checkpoint. */
  BSUP_VERDICT_UNSIGNED_TAIL = 8,
  BSUP_VERDICT_UNREADABLE = 9,
  /* Every proof holds, but nothing that was named vouches for it: neither the known head nor a
   * cosignature of the witnesses. An old copy from which a cosignature was taken looks like this. */
  BSUP_VERDICT_NOT_VOUCHED_FOR = 10
};

/* How far an erasure has come. */
enum {
  BSUP_ERASURE_DONE = 0,
  /* The key service has not yet destroyed the old key, which old backups need. */
  BSUP_ERASURE_PENDING_BACKUPS = 1,
  /* Another process is still reading an older state of the file. */
  BSUP_ERASURE_PENDING_READERS = 2
};

/* For bsup_trail_options: make the trail where there is none. */
enum { BSUP_TRAIL_CREATE = 1u };

/* How a trail is opened. A text that is NULL or empty is not given. */
typedef struct bsup_trail_options {
  uint32_t struct_size;
  /* Milliseconds to wait for the lock that processes share, before BSUP_BUSY; 0 is 5000. */
  int32_t wait_ms;
  /* 0 or BSUP_TRAIL_CREATE. */
  uint64_t flags;
  /* The name of a new trail, and of the key that signs it, such as "kent.probation.example/trail";
   * no spaces and no plus sign. Not given: a random one. For a trail that exists: the name it must
   * have. */
  const char* origin;
  /* A file for the keys (mode 0600, refused where others can read it). Not given: the host's key
   * service. With BSUP_TRAIL_CREATE the file is made. While a key is being replaced, the next one
   * is beside it, in FILE.2. */
  const char* key_file;
  /* The newest checkpoint that the host has kept elsewhere, such as that of the last receipt. A
   * trail that is older than it, or is another trail, is refused. */
  const char* known_head;
  uint64_t known_head_size;
} bsup_trail_options;

/* Who does something. Only `id` is required; the others may be NULL. */
typedef struct bsup_who {
  uint32_t struct_size;
  /* 0. */
  uint32_t reserved;
  /* Of the person or service, as the host knows them; at most 256 bytes. */
  const char* id;
  /* "probation practitioner", or the id of an approver of the policy. */
  const char* role;
  /* The host product. */
  const char* service;
  /* The host's own, for its audit. A call that is made again with the operation_id it had records
   * nothing twice: see bsup_trail_record. */
  const char* operation_id;
  const char* correlation_id;
} bsup_who;

/* Called now and then during long work: `done` of `all`. May be NULL. */
typedef void (*bsup_progress)(void* context, uint64_t done, uint64_t all);

/* How a trail is verified. A text that is NULL or empty is not given. */
typedef struct bsup_verify_options {
  uint32_t struct_size;
  /* 0. */
  uint32_t reserved;
  /* The verifier key, from outside. Not given: the one that the trail says is its own. */
  const char* vkey;
  /* With it, or with the host's key service, the vault is checked too. */
  const char* key_file;
  /* A checkpoint kept elsewhere. */
  const char* known_head;
  uint64_t known_head_size;
  /* Verifier keys of witnesses whose cosignatures vouch for a head, one a line. */
  const char* witnesses;
  uint64_t witnesses_size;
  bsup_progress progress;
  void* progress_context;
} bsup_verify_options;

/* A column, or a batch of columns, as the Arrow C data interface passes it between libraries:
 * https://arrow.apache.org/docs/format/CDataInterface.html. A host uses the definition of its own
 * library, or that in blended_supervision/arrow.h. */
struct ArrowSchema;
struct ArrowArray;
struct ArrowArrayStream;

/* The columns of advice on a batch: see plugin/docs/batch.md. Lists of ids come as codes into a
 * dictionary. */
enum {
  BSUP_BATCH_ADVICE = 1u,  /* lead, outcome, firmness, alternatives, planned_permission */
  BSUP_BATCH_RULES = 2u,   /* rules, limits */
  BSUP_BATCH_UNKNOWN = 4u, /* provisional, planned_safe, ask; by far the slowest */
  BSUP_BATCH_MODES = 8u    /* permission.MODE and score.MODE for each mode */
};

/* How a batch is advised. A text that is NULL or empty is not given. */
typedef struct bsup_batch_options {
  uint32_t struct_size;
  /* The day of a contact that has none of its own, or BSUP_TODAY. */
  int32_t as_of;
  /* BSUP_BATCH_...; 0: all but BSUP_BATCH_MODES. */
  uint64_t columns;
  /* Names of columns, one a line, to pass on as they are, before those of advice. */
  const char* keep;
  uint64_t keep_size;
  /* Id or code, for a row that names no region; NULL: the nation alone. */
  const char* region;
} bsup_batch_options;

/* ---- Identity and negotiation -------------------------------------------------------------- */

typedef struct bsup_api bsup_api;

/* The major version of the interface, BSUP_ABI of the library. [any thread] */
BSUP_EXPORT uint32_t bsup_abi_version(void);

/* The library's version, "0.1.0"; lives as long as the library. [any thread] */
BSUP_EXPORT const char* bsup_version(void);

/* The table of functions, which lives as long as the library; NULL where the library has another
 * major version of the interface. [any thread] */
BSUP_EXPORT const bsup_api* bsup_get_api(uint32_t abi);

/* A table of functions outside the frozen interface, by name: "blended_supervision.NAME/1". NULL
 * where there is none of that name; bsup_session_capabilities lists those there are.
 * [any thread] */
BSUP_EXPORT const void* bsup_get_extension(const char* id);

/* ---- Errors -------------------------------------------------------------------------------- */

/* What kind of error it is, or BSUP_OK for NULL. [any thread] */
BSUP_EXPORT bsup_status bsup_error_status(const bsup_error* error);

/* Every problem, one a line, as "where: what". It may quote the input: show it to the user and do
 * not log it. Lives as long as the error. [any thread] */
BSUP_EXPORT const char* bsup_error_message(const bsup_error* error);

/* How many problems there are, at least one. All faults of a policy come at once. [any thread] */
BSUP_EXPORT uint32_t bsup_error_count(const bsup_error* error);

/* What is wrong, and what to do about it; NULL for an index past the last. [any thread] */
BSUP_EXPORT const char* bsup_error_what(const bsup_error* error, uint32_t index);

/* Where it is wrong: "england-wales.toml:41:9", or "/contact/purpose" in a payload; empty where it
 * is not in one place; NULL for an index past the last. [any thread] */
BSUP_EXPORT const char* bsup_error_where(const bsup_error* error, uint32_t index);

/* Frees the error. [one thread] */
BSUP_EXPORT void bsup_error_free(bsup_error* error);

/* ---- Text ---------------------------------------------------------------------------------- */

/* The text, NUL-terminated. Lives until bsup_text_free. [any thread] */
BSUP_EXPORT const char* bsup_text_data(const bsup_text* text);

/* Its length in bytes, without the NUL. [any thread] */
BSUP_EXPORT uint64_t bsup_text_size(const bsup_text* text);

/* Frees the text. [one thread] */
BSUP_EXPORT void bsup_text_free(bsup_text* text);

/* ---- Session ------------------------------------------------------------------------------- */

/* Opens a session. `host` may be NULL: then there are no callbacks. Where this fails, `release` is
 * not called. [any thread]
 * - BSUP_USAGE: `struct_size` is too small. */
BSUP_EXPORT bsup_status bsup_session_open(const bsup_host* host, bsup_session** out,
                                          bsup_error** error);

/* What this library can do, as a JSON object: version, abi, engine, languages, extensions, limits.
 * Lives as long as the session. [any thread] */
BSUP_EXPORT const char* bsup_session_capabilities(const bsup_session* session);

/* Closes the session. What was loaded or opened in it can still be used. [one thread] */
BSUP_EXPORT void bsup_session_close(bsup_session* session);

/* ---- Policy -------------------------------------------------------------------------------- */

/* Loads packs from `count` files with all that they include: a national pack (several files with
 * one id are its versions), overlays of regions, exceptional delivery models. Everything is
 * resolved and checked for every region and span of days. [any thread]
 * - BSUP_NOT_FOUND: a file is not there or cannot be read.
 * - BSUP_BAD_POLICY: every fault of every file. */
BSUP_EXPORT bsup_status bsup_policy_load(const bsup_session* session, const char* const* paths,
                                         uint32_t count, bsup_policy** out, bsup_error** error);

/* Loads packs from a bundle, as bsup_policy_bundle gives it; no file is read. [any thread]
 * - BSUP_BAD_INPUT: it is not a bundle.
 * - BSUP_BAD_POLICY: as above. */
BSUP_EXPORT bsup_status bsup_policy_load_bundle(const bsup_session* session, const char* json,
                                                uint64_t size, bsup_policy** out,
                                                bsup_error** error);

/* The files this policy was loaded from, whole, as JSON: {"files":[{"path","text","included"}]}.
 * For a selected policy: those of the policy it was selected from. [any thread] */
BSUP_EXPORT bsup_status bsup_policy_bundle(const bsup_policy* policy, bsup_text** out,
                                           bsup_error** error);

/* The one policy in force in `region` (id or code; NULL or empty: the nation alone) on `date`. It
 * is used like any policy, for that region and its days only. [any thread]
 * - BSUP_NOT_FOUND: no such region, or nothing in force on that day; the error names what there
 *   is. */
BSUP_EXPORT bsup_status bsup_policy_select(const bsup_policy* policy, const char* region,
                                           int32_t date, bsup_policy** out, bsup_error** error);

/* SHA-256 in hexadecimal: for a selected policy over its canonical form, else over the digests of
 * all that may be selected. Lives as long as the policy. [any thread] */
BSUP_EXPORT const char* bsup_policy_digest(const bsup_policy* policy);

/* The policy as JSON. For a selected policy: its canonical form, from which the digest is taken.
 * Else what may be selected: {"digest","in_force":[{"region","from","until","id","version",
 * "digest"}],"warnings":[{"where","what"}]}, where a null region is the nation and a null until has
 * no end. A warning is of what the files can mean and most likely do not; the log has it too.
 * [any thread] */
BSUP_EXPORT bsup_status bsup_policy_describe(const bsup_policy* policy, bsup_text** out,
                                             bsup_error** error);

/* The policy as plain text for a person: the rules of a selected policy; else what may be selected,
 * then the nation's rules. [any thread]
 * - BSUP_USAGE: no such language. */
BSUP_EXPORT bsup_status bsup_policy_show(const bsup_policy* policy, const char* language,
                                         bsup_text** out, bsup_error** error);

/* Frees the policy. Advice that was given by it can still be used. [one thread] */
BSUP_EXPORT void bsup_policy_free(bsup_policy* policy);

/* ---- Mapping ------------------------------------------------------------------------------- */

/* Loads a mapping from a file. [any thread]
 * - BSUP_NOT_FOUND: it is not there or cannot be read.
 * - BSUP_BAD_MAPPING: every fault of it. */
BSUP_EXPORT bsup_status bsup_mapping_load(const bsup_session* session, const char* path,
                                          bsup_mapping** out, bsup_error** error);

/* Loads a mapping from its text; `name` is what errors call it. [any thread]
 * - BSUP_BAD_MAPPING: every fault of it. */
BSUP_EXPORT bsup_status bsup_mapping_load_text(const bsup_session* session, const char* name,
                                               const char* text, uint64_t size, bsup_mapping** out,
                                               bsup_error** error);

/* The mapping's own text, from which it can be loaded again. Lives as long as the mapping.
 * [any thread] */
BSUP_EXPORT const char* bsup_mapping_source(const bsup_mapping* mapping);

/* SHA-256 of the mapping in hexadecimal. Lives as long as the mapping. [any thread] */
BSUP_EXPORT const char* bsup_mapping_digest(const bsup_mapping* mapping);

/* What a mapping is tried on. A text that is NULL or empty is not given. */
typedef struct bsup_check_input {
  uint32_t struct_size;
  /* The day on which all this is known, or BSUP_TODAY. */
  int32_t as_of;
  /* Id or code, for payloads that name no region. */
  const char* region;
  /* How many payloads there are; the three arrays have as many members. */
  uint64_t count;
  /* What the report calls each; NULL: "1", "2" and so on. */
  const char* const* names;
  const char* const* payloads;
  const uint64_t* payload_sizes;
} bsup_check_input;

/* Tries a mapping on payloads and reports as JSON, for those who write mappings: what is wrong with
 * it; for each payload which parts were there, each fact with where it came from, and which leaves
 * nothing read; and totals. The shape is in plugin/docs/mapping_check.md. What is wrong with the
 * mapping for this policy, or with a payload, is in the report and not an error of the call. It is
 * personal data. [any thread]
 * - BSUP_USAGE: a count without its payloads, or BSUP_TODAY without a clock. */
BSUP_EXPORT bsup_status bsup_mapping_check(const bsup_mapping* mapping, const bsup_policy* policy,
                                           const bsup_check_input* input, bsup_text** out,
                                           bsup_error** error);

/* Frees the mapping. Advice that was given with it can still be used. [one thread] */
BSUP_EXPORT void bsup_mapping_free(bsup_mapping* mapping);

/* ---- Advice -------------------------------------------------------------------------------- */

/* Advises on one contact. Nothing is stored, so a host may call it at every keystroke. The policy
 * is chosen by the contact's date and region. [any thread]
 * - BSUP_USAGE: there is no payload, or BSUP_TODAY without a clock.
 * - BSUP_BAD_INPUT: the payload, contact or answers cannot be read, with JSON Pointers.
 * - BSUP_BAD_MAPPING: the mapping names facts or values the policy does not have.
 * - BSUP_NOT_FOUND: nothing is in force in that region on that day. */
BSUP_EXPORT bsup_status bsup_advise(const bsup_policy* policy, const bsup_mapping* mapping,
                                    const bsup_advise_input* input, bsup_advice** out,
                                    bsup_error** error);

/* Gives the same advice again from its canonical input: the same bytes, years later. [any thread]
 * - BSUP_BAD_INPUT: the input cannot be read.
 * - BSUP_OTHER_POLICY, BSUP_OTHER_ENGINE: it was made by another policy or engine. */
BSUP_EXPORT bsup_status bsup_advise_replay(const bsup_policy* policy, const char* input,
                                           uint64_t size, bsup_advice** out, bsup_error** error);

/* In the functions of advice, a NULL language is that of the input the advice was replayed from, or
 * "en" for advice that was not replayed. */

/* The canonical input (JSON, RFC 8785): facts, contact, history, language and the digests of policy
 * and mapping. It is personal data. [any thread]
 * - BSUP_USAGE: no such language. */
BSUP_EXPORT bsup_status bsup_advice_input(const bsup_advice* advice, const char* language,
                                          bsup_text** out, bsup_error** error);

/* All of the advice as JSON: see plugin/docs/advice.schema.json. What tells how far the payload was
 * understood stands here and has no getter: `read`, how many values were (0 is a stop, so that a
 * screen shows it without), and lists of what was not. [any thread]
 * - BSUP_USAGE: no such language. */
BSUP_EXPORT bsup_status bsup_advice_json(const bsup_advice* advice, const char* language,
                                         bsup_text** out, bsup_error** error);

/* The advice as plain text, for a person at a terminal or for contact notes. `flags`: 0, or
 * BSUP_TEXT_COLOUR and BSUP_TEXT_ALL; `width`: columns, 40 to 200, or 0 for 100. [any thread]
 * - BSUP_USAGE: no such language, flag or width. */
BSUP_EXPORT bsup_status bsup_advice_text(const bsup_advice* advice, const char* language,
                                         uint32_t flags, uint32_t width, bsup_text** out,
                                         bsup_error** error);

/* What every screen shows, without parsing. Texts live as long as the advice. An index past the
 * last and an unknown language give NULL. */

/* The id of the mode advised first; NULL where there is none (BSUP_REFER, BSUP_NO_ADVICE).
 * [any thread] */
BSUP_EXPORT const char* bsup_advice_lead(const bsup_advice* advice);

/* Its label; NULL where there is no lead. [any thread] */
BSUP_EXPORT const char* bsup_advice_lead_label(const bsup_advice* advice, const char* language);

/* BSUP_ONLY_OPTION ... BSUP_NO_ADVICE. [any thread] */
BSUP_EXPORT int32_t bsup_advice_firmness(const bsup_advice* advice);

/* BSUP_YES where what is still unknown could change the outcome, else BSUP_NO. [any thread] */
BSUP_EXPORT int32_t bsup_advice_provisional(const bsup_advice* advice);

/* BSUP_YES where nothing that is still unknown could worsen the planned mode's standing, else
 * BSUP_NO; BSUP_NOT_ASKED where no mode is planned. [any thread] */
BSUP_EXPORT int32_t bsup_advice_planned_safe(const bsup_advice* advice);

/* BSUP_NOTICE_NONE, _NOTE or _STOP. [any thread] */
BSUP_EXPORT int32_t bsup_advice_notice(const bsup_advice* advice);

/* The name of a note, for the host to give back in the answers' `shown` once it has been seen; else
 * empty. [any thread] */
BSUP_EXPORT const char* bsup_advice_notice_key(const bsup_advice* advice);

/* How many reasons there are for the note or stop (of a note in `shown`: for what was noted).
 * [any thread] */
BSUP_EXPORT uint32_t bsup_advice_reason_count(const bsup_advice* advice);

/* One reason, a sentence. [any thread] */
BSUP_EXPORT const char* bsup_advice_reason(const bsup_advice* advice, uint32_t index,
                                           const char* language);

/* How many modes the policy has. [any thread] */
BSUP_EXPORT uint32_t bsup_advice_mode_count(const bsup_advice* advice);

/* One mode, in the policy's order. The caller sets `mode->struct_size`. [any thread]
 * - BSUP_USAGE: no such index or language. */
BSUP_EXPORT bsup_status bsup_advice_mode(const bsup_advice* advice, uint32_t index,
                                         const char* language, bsup_mode* mode, bsup_error** error);

/* How many modes are as good as the lead: the choice is the practitioner's. [any thread] */
BSUP_EXPORT uint32_t bsup_advice_alternative_count(const bsup_advice* advice);

/* The id of one of them, best first. [any thread] */
BSUP_EXPORT const char* bsup_advice_alternative(const bsup_advice* advice, uint32_t index);

/* How many questions there are whose answers would matter, at most three. [any thread] */
BSUP_EXPORT uint32_t bsup_advice_ask_count(const bsup_advice* advice);

/* One question as a sentence, the most pressing first. [any thread] */
BSUP_EXPORT const char* bsup_advice_ask(const bsup_advice* advice, uint32_t index,
                                        const char* language);
/* The id of a fact that a question asks for, which is the key of its answer. `which` counts from 0;
 * a question asks for several facts where one sentence settles them, or where two questions must be
 * answered together; NULL past the last. [any thread] */
BSUP_EXPORT const char* bsup_advice_ask_fact(const bsup_advice* advice, uint32_t index,
                                             uint32_t which);
/* The id of a question that settles several facts in one sentence: with this as its key the answer
 * `false` is a plain no, and sets each fact as the pack says. NULL for any other question, whose
 * answers have its facts as keys. [any thread] */
BSUP_EXPORT const char* bsup_advice_ask_id(const bsup_advice* advice, uint32_t index);

/* The advice as the form of a page shows it where a contact is arranged: JSON of texts, in the shape
 * that plugin/docs/hosts.md gives. Beside the advice and not part of it: its words may improve
 * without a change of the advice. `request`: NULL, or JSON of `size` bytes,
 * {"answered": [fact or question, ...]}, what was answered on this form, so that it is listed again
 * with the answer. It is personal data. [any thread]
 * - BSUP_USAGE: no such language.
 * - BSUP_BAD_INPUT: the request, with JSON Pointers. */
BSUP_EXPORT bsup_status bsup_advice_form(const bsup_advice* advice, const char* language,
                                         const char* request, uint64_t size, bsup_text** out,
                                         bsup_error** error);

/* Frees the advice. [one thread] */
BSUP_EXPORT void bsup_advice_free(bsup_advice* advice);

/* ---- Advice on a batch --------------------------------------------------------------------- */

/* Advises on a batch of cases, one a row: columns of facts in, columns of advice out. A column has
 * the name of its fact; null is unknown. `contact.date`, `as_of`, `planned` and `region` are the
 * contact's. Nothing is recorded and no mapping is used; history and approvals are only what the
 * columns state. `options` may be NULL.
 *
 * `schema` and `cases` are one record batch (a struct array, "+s"). They are consumed: released, or
 * kept in the answer, exactly once, whether the call succeeds or fails. On success `advice_schema`
 * and `advice` are another batch, with as many rows, which the caller releases. What they held
 * before is overwritten. [any thread]
 * - BSUP_USAGE: an argument, or a batch that has been released.
 * - BSUP_BAD_INPUT: every column that cannot be used; else the first 20 wrong values ("risk.rosh,
 *   row 17").
 * - BSUP_NOT_FOUND: no such region, or no policy in force on `as_of`. */
BSUP_EXPORT bsup_status bsup_advise_batch(const bsup_policy* policy,
                                          const bsup_batch_options* options,
                                          struct ArrowSchema* schema, struct ArrowArray* cases,
                                          struct ArrowSchema* advice_schema,
                                          struct ArrowArray* advice, bsup_error** error);

/* ---- Trail: opening ------------------------------------------------------------------------ */

/* An append-only log in one SQLite file at `path`, with `path.vault` (its keys) and `path.lock`
 * beside it. Any number of processes and threads may have it open; a process forked after opening
 * must open it again. Use a local file system only. `path-wal`, `path-shm` and the same of the vault
 * are there while it is open; once it is closed, all of it is in the first three. Others may read
 * the files meanwhile, in this process too, and may not change, move or replace them: then every
 * call is BSUP_STORAGE until the trail is opened again. plugin/docs/trail.md has the whole of it.
 *
 * Every call that records returns once the record is durable. [any thread]
 * - BSUP_USAGE: no key file and no key service, a name that is not valid, an empty path, or another
 *   copy of this library in this process has the trail open.
 * - BSUP_NOT_FOUND: there is no trail, and BSUP_TRAIL_CREATE is not set.
 * - BSUP_TAMPERED: rolled back or forked against `known_head`, its end does not fit its checkpoint,
 *   or the vault is there and the trail that it served is gone.
 * - BSUP_KEY_REFUSED, BSUP_BUSY, BSUP_STORAGE, BSUP_BAD_INPUT (it is not a trail). */
BSUP_EXPORT bsup_status bsup_trail_open(const bsup_session* session, const char* path,
                                        const bsup_trail_options* options, bsup_trail** out,
                                        bsup_error** error);

/* 1 where this opening made the trail, else 0; -1 for NULL. [any thread] */
BSUP_EXPORT int32_t bsup_trail_made(const bsup_trail* trail);

/* The trail's name, the origin of its checkpoints. Lives as long as the handle. [any thread] */
BSUP_EXPORT const char* bsup_trail_origin(const bsup_trail* trail);

/* The trail's verifier key at present, `name+hex+base64`: give it to those who check the trail.
 * [any thread] */
BSUP_EXPORT bsup_status bsup_trail_vkey(const bsup_trail* trail, bsup_text** out,
                                        bsup_error** error);

/* Closes the handle. In a child process forked after opening it touches no file. [one thread] */
BSUP_EXPORT void bsup_trail_close(bsup_trail* trail);

/* ---- Trail: recording ---------------------------------------------------------------------- */

/* Records advice that was shown. `person` is the case number (1 to 64 bytes), `contact_id` the
 * host's own id of the contact, or NULL, and `language` the one it was shown in. The same advice on
 * the same input, by the same person for the same contact, gives the record that exists already.
 * The policy it rests on is recorded with it, once. [any thread]
 * - BSUP_USAGE: the host gave no clock or no `now`; no such language; `who` has no id.
 * - BSUP_BAD_INPUT: `person` or a member of `who` is not valid.
 * - BSUP_BUSY, BSUP_KEY_REFUSED: nothing was recorded.
 * - BSUP_STORAGE: it is not known whether it was recorded. Ask again: the same advice, or another
 *   record under the same operation_id, is the record that exists already. */
BSUP_EXPORT bsup_status bsup_advice_record(const bsup_advice* advice, bsup_trail* trail,
                                           const bsup_who* who, const char* person,
                                           const char* contact_id, const char* language,
                                           bsup_receipt** out, bsup_error** error);

/* Records something else. `kind` is BSUP_RECORD_DECISION, _APPROVAL, _OUTCOME, _KEPT, _POLICY
 * (withdrawn), _READ, _DISCLOSURE, _EXPORT or _CONFIG; `content` is its JSON
 * (plugin/docs/records.md). Records of the other kinds are made by the calls that do what they say,
 * such as bsup_trail_erase.
 *
 * A DECISION, APPROVAL, OUTCOME or KEPT with an operation_id is recorded once: the same who, kind, record
 * answered and operation_id give the record that exists already, from any thread or process. Give
 * each form that a user sends an id of its own, so that a double click or a lost answer makes no
 * second record. [any thread]
 * - BSUP_USAGE: a kind that another call records.
 * - BSUP_BAD_INPUT: the content, with JSON Pointers; a departure from advice without a reason (the
 *   error lists the codes); an approval by the person who decided, or in a role that may not
 *   approve; an outcome before the contact's day; an operation_id under which something else was
 *   recorded.
 * - BSUP_NOT_FOUND, BSUP_ERASED: the record it answers.
 * - Others as for bsup_advice_record. */
BSUP_EXPORT bsup_status bsup_trail_record(bsup_trail* trail, int32_t kind, const bsup_who* who,
                                          const char* content, uint64_t size, bsup_receipt** out,
                                          bsup_error** error);

/* The record's place in the trail, from 0; -1 for NULL. [any thread] */
BSUP_EXPORT int64_t bsup_receipt_sequence(const bsup_receipt* receipt);

/* When it was recorded, in milliseconds since 1970-01-01 UTC; -1 for NULL. For a record that
 * existed already: when it was asked for again. [any thread] */
BSUP_EXPORT int64_t bsup_receipt_time(const bsup_receipt* receipt);

/* 1 where the record existed already, else 0; -1 for NULL. [any thread] */
BSUP_EXPORT int32_t bsup_receipt_existed(const bsup_receipt* receipt);

/* The hash of its leaf in the tree, in hexadecimal. Lives as long as the receipt. [any thread] */
BSUP_EXPORT const char* bsup_receipt_leaf(const bsup_receipt* receipt);

/* A signed checkpoint that covers the record. Keep the newest one elsewhere, to give as
 * `known_head`. Lives as long as the receipt. [any thread] */
BSUP_EXPORT const char* bsup_receipt_checkpoint(const bsup_receipt* receipt);

/* Frees the receipt. [one thread] */
BSUP_EXPORT void bsup_receipt_free(bsup_receipt* receipt);

/* ---- Trail: reading ------------------------------------------------------------------------ */

/* Begins to read the records that `filter` lets through. It is a JSON object (NULL: all) with any
 * of "person" (case number), "kinds" (["DECISION"]), "from" and "until" (days, both included),
 * "after" (only sequences above it), "class" (a list of "practice", "statutory", "trail"; without
 * it practice and trail), "justification" (a text) and "export" ({"recipients":[...],"scope"}).
 *
 * Reading leaves records: a READ for every person on a page, in one commit a page; or, with
 * "export", one EXPORT for all of it and no READ. [any thread]
 * - BSUP_BAD_INPUT: the filter, with JSON Pointers. */
BSUP_EXPORT bsup_status bsup_trail_read(bsup_trail* trail, const bsup_who* who, const char* filter,
                                        uint64_t size, bsup_reading** out, bsup_error** error);

/* The next page: at most `limit` records (1 to 1000), a JSON object a line; an empty text at the
 * end. Each is {"sequence","kind","class","day","answers","document","erased","subject","actor",
 * "trail"}; a part that the record does not have or that was erased is null. [one thread]
 * - BSUP_USAGE: `limit`. */
BSUP_EXPORT bsup_status bsup_reading_next(bsup_reading* reading, uint32_t limit, bsup_text** out,
                                          bsup_error** error);

/* Frees the reading. [one thread] */
BSUP_EXPORT void bsup_reading_free(bsup_reading* reading);

/* One person's timeline as plain text, as of `day` (or BSUP_TODAY). `flags` and `width` as for
 * bsup_advice_text; `flags` may have BSUP_SHOW_STATUTORY too. Leaves a READ. [any thread]
 * - BSUP_NOT_FOUND: the trail holds nothing about the person. */
BSUP_EXPORT bsup_status bsup_trail_show(bsup_trail* trail, const bsup_who* who, const char* person,
                                        int32_t day, const char* language, uint32_t flags,
                                        uint32_t width, bsup_text** out, bsup_error** error);

/* How a decision stands on `day` (or BSUP_TODAY), as JSON: state, approvals, promised mitigations
 * (plugin/docs/records.md). It names nobody. [any thread]
 * - BSUP_NOT_FOUND, BSUP_ERASED.
 * - BSUP_BAD_INPUT: that record is not a decision. */
BSUP_EXPORT bsup_status bsup_trail_decision(bsup_trail* trail, uint64_t sequence, int32_t day,
                                            bsup_text** out, bsup_error** error);

/* Gives recorded advice again, from the record and the policy kept with it and nothing else, and
 * compares the two. JSON; "verdict" is "same", "differs", "other engine" or "erased"
 * (plugin/docs/records.md). [any thread]
 * - BSUP_NOT_FOUND.
 * - BSUP_BAD_INPUT: that record is not advice. */
BSUP_EXPORT bsup_status bsup_trail_replay(bsup_trail* trail, uint64_t sequence, bsup_text** out,
                                          bsup_error** error);

/* The decisions of the trail as columns, one a row, each with the advice it answers, how it stands
 * on a day and what came of it. `request` is a JSON object: "as_of" and "export" are required;
 * "from", "until", "facts", "who" and "threads" may be given. It and the columns are in
 * plugin/docs/decisions.md. No column holds a case number. Leaves one EXPORT and no READ.
 *
 * The caller releases the stream. It keeps the trail open and serves one thread at a time; its
 * get_last_error says what went wrong. [any thread]
 * - BSUP_BAD_INPUT: the request, with JSON Pointers. */
BSUP_EXPORT bsup_status bsup_trail_decisions(bsup_trail* trail, const bsup_who* who,
                                             const char* request, uint64_t size,
                                             struct ArrowArrayStream* out, bsup_error** error);

/* Writes events for hmpps-audit into a new file of mode 0600: a JSON object with nine names a line.
 * `filter` is that of bsup_trail_read; its "export" is required. The events are personal data.
 * Leaves an EXPORT. `progress` may be NULL. [any thread]
 * - BSUP_STORAGE: the file is there already, or cannot be written. */
BSUP_EXPORT bsup_status bsup_trail_events(bsup_trail* trail, const bsup_who* who,
                                          const char* filter, uint64_t size, const char* path,
                                          bsup_progress progress, void* progress_context,
                                          bsup_error** error);

/* What waits at the end of a day, soonest first: approvals that decisions lack, promises that are
 * not kept, contacts whose day is past and that have no outcome. `request` is a JSON object (NULL:
 * all, as of today) with any of "as_of" (a day), "waits_for" (a list of "approval", "promise",
 * "outcome"), "role" (approvals that this role has to give), "not_by" (no approvals of decisions
 * by this user, who may not approve them), "by" (decisions of this user alone), "person" (case
 * number), "without" (case numbers to leave out), "limit" (0 to 1000 items a page, 100 without
 * it), "after" (the "next" of the page before) and "justification".
 *
 * `*out` becomes {"as_of","counts","items","next"} (plugin/docs/records.md, "What waits").
 * "counts" is of all pages; "next" is null on the last one. Leaves a READ for each person on the
 * page, in one commit; with a limit of 0, which gives the counts alone, none. [any thread]
 * - BSUP_BAD_INPUT: the request, with JSON Pointers; a role that is not an approver of any policy
 *   that the trail has used. */
BSUP_EXPORT bsup_status bsup_trail_worklist(bsup_trail* trail, const bsup_who* who,
                                            const char* request, uint64_t size, bsup_text** out,
                                            bsup_error** error);

/* One person's timeline as JSON, in the words of bsup_trail_show: {"as_of","waiting","records"}
 * (plugin/docs/records.md, "The timeline"). Its texts hold no control characters; escape them for
 * the page. `flags` is 0 or BSUP_SHOW_STATUTORY. Leaves a READ. [any thread]
 * - BSUP_USAGE: the flags, or no such language.
 * - BSUP_NOT_FOUND: the trail holds nothing about the person. */
BSUP_EXPORT bsup_status bsup_trail_timeline(bsup_trail* trail, const bsup_who* who,
                                            const char* person, int32_t day, const char* language,
                                            uint32_t flags, bsup_text** out, bsup_error** error);

/* A person's timeline, some of it, or one record in full. `request` is a JSON object with "person"
 * (case number) or "record" (a sequence), and any of "as_of" (a day; today without it), "language"
 * ("en" or "cy"), "contact_id" (records of that contact alone), "from" and "until" (days of the
 * records, both included), "statutory" (true: as BSUP_SHOW_STATUTORY), "justification", "form"
 * ("json", or "text" with "colour" and "width").
 *
 * `*out` becomes what bsup_trail_timeline gives, or the text of bsup_trail_show. With "record" the
 * records are that one and those it answers, and "advice" is the advice behind it in full: the
 * screen as it was, facts with their sources, rules, the policy's digest (plugin/docs/records.md,
 * "The timeline"). Leaves a READ. [any thread]
 * - BSUP_BAD_INPUT: the request, with JSON Pointers; a record that is about nobody.
 * - BSUP_NOT_FOUND, BSUP_ERASED. */
BSUP_EXPORT bsup_status bsup_trail_tell(bsup_trail* trail, const bsup_who* who, const char* request,
                                        uint64_t size, bsup_text** out, bsup_error** error);

/* ---- Trail: proving ------------------------------------------------------------------------ */

/* The newest checkpoint: a signed note, with its cosignatures. [any thread] */
BSUP_EXPORT bsup_status bsup_trail_head(const bsup_trail* trail, bsup_text** out,
                                        bsup_error** error);

/* A record as it is hashed into the tree. It names nobody. [any thread]
 * - BSUP_NOT_FOUND. */
BSUP_EXPORT bsup_status bsup_trail_leaf(const bsup_trail* trail, uint64_t sequence, bsup_text** out,
                                        bsup_error** error);

/* The proof that a record is in the trail, c2sp.org/tlog-proof@v1. [any thread]
 * - BSUP_NOT_FOUND. */
BSUP_EXPORT bsup_status bsup_trail_prove(const bsup_trail* trail, uint64_t sequence,
                                         bsup_text** out, bsup_error** error);

/* Checks the proof of one record, for who has neither the trail nor its keys: that `record`, the
 * bytes of bsup_trail_leaf, is in the trail of the verifier key `vkey`, by the text of
 * bsup_trail_prove. `*out` becomes JSON: {"origin","sequence","size"}, `size` being how many records
 * the proof's checkpoint covers. [any thread]
 * - BSUP_TAMPERED: the proof does not hold; the message says which step fails.
 * - BSUP_BAD_INPUT: record, proof or key cannot be read. */
BSUP_EXPORT bsup_status bsup_check_proof(const char* record, uint64_t record_size,
                                         const char* proof, uint64_t proof_size, const char* vkey,
                                         bsup_text** out, bsup_error** error);

/* The proof that the newest checkpoint's tree grew from the tree of the first `from` records:
 * RFC 6962, Base64, a hash a line. [any thread]
 * - BSUP_USAGE: `from` is 0 or more than there are. */
BSUP_EXPORT bsup_status bsup_trail_prove_growth(const bsup_trail* trail, uint64_t from,
                                                bsup_text** out, bsup_error** error);

/* Writes the whole proof as C2SP tiles, and nothing personal, into a folder that is new, empty, or
 * holds an earlier export of this trail, which it must have grown from. After a change of keys the
 * checkpoint that both keys signed is there too, as checkpoint.SIZE. Leaves an EXPORT. `progress`
 * may be NULL. [any thread]
 * - BSUP_TAMPERED: the export in the folder is of more records (rolled back), or of another tree
 *   (forked). Nothing was written or recorded: keep the folder, its checkpoint is evidence.
 * - BSUP_USAGE: the folder holds something else. */
BSUP_EXPORT bsup_status bsup_trail_export(bsup_trail* trail, const bsup_who* who,
                                          const char* folder, bsup_progress progress,
                                          void* progress_context, bsup_error** error);

/* Keeps what a witness signed: a checkpoint of this trail with the cosignature of `vkey`.
 * [any thread]
 * - BSUP_BAD_INPUT: `note` is not that.
 * - BSUP_TAMPERED: the witness has seen another trail. */
BSUP_EXPORT bsup_status bsup_trail_cosign(bsup_trail* trail, const char* note, uint64_t size,
                                          const char* vkey, bsup_error** error);

/* Checks a whole trail from its files: every byte of every record, payload and checkpoint. It need
 * not be open, and nothing is appended. `*verdict` becomes BSUP_VERDICT_..., and `*report` JSON:
 * {"verdict","records","erased","first_bad","outside_head","why"}. A fault of the trail is a
 * verdict, not an error. `session` gives the key service; `options` may be NULL. [any thread]
 * - BSUP_USAGE, BSUP_BAD_INPUT: the options. */
BSUP_EXPORT bsup_status bsup_trail_verify(const bsup_session* session, const char* path,
                                          const bsup_verify_options* options, int32_t* verdict,
                                          bsup_text** report, bsup_error** error);

/* ---- Trail: its own life ------------------------------------------------------------------- */

/* Copies the trail and its vault to `path` and `path.vault`, mode 0600. Leaves a CONFIG, in the
 * copy too. [any thread]
 * - BSUP_STORAGE: something is at `path` already, or it cannot be written. */
BSUP_EXPORT bsup_status bsup_trail_backup(bsup_trail* trail, const bsup_who* who, const char* path,
                                          bsup_error** error);

/* Makes a trail at `path`, where there is none, from the backup at `backup`: a new log with a new
 * name and a new key. Its first record, a REOPEN with `words`, cites the heads of the backup and,
 * from `options->known_head`, of what was lost. The old log is beside it at `path.before`, which
 * can be opened for reading: who reads or exports it is on record in the new trail. Both share one vault, so that erasing a person erases them in both.
 * [any thread]
 * - BSUP_STORAGE: something is at `path` already.
 * - BSUP_TAMPERED: the backup is not sound. */
BSUP_EXPORT bsup_status bsup_trail_restore(const bsup_session* session, const char* backup,
                                           const char* path, const bsup_trail_options* options,
                                           const bsup_who* who, const char* words, bsup_trail** out,
                                           bsup_error** error);

/* Erases a person: their key, everything that finds them, and their part of every record. Every
 * proof still holds. What remains is the kind and day of each record, who acted, and which record
 * answers which. `content`: {"person","why","authority"}. `*status` becomes BSUP_ERASURE_...
 *
 * The trail's keys are wrapped anew, so no backup made before can be opened once this is done, for
 * any person: make one afterwards. A key file is overwritten where it lay; copies of it, snapshots
 * of its disk, and disks that copy on write or are flash may still hold the old key. [any thread]
 * - BSUP_NOT_FOUND: the trail holds nothing about the person. */
BSUP_EXPORT bsup_status bsup_trail_erase(bsup_trail* trail, const bsup_who* who,
                                         const char* content, uint64_t size, int32_t* status,
                                         bsup_receipt** out, bsup_error** error);

/* Asks the key service again to destroy the keys that erasures still wait for. `*status` becomes
 * BSUP_ERASURE_... [any thread] */
BSUP_EXPORT bsup_status bsup_trail_finish_erasures(bsup_trail* trail, int32_t* status,
                                                   bsup_error** error);

/* Makes a new signing key and wraps all keys anew. The new head is signed by the old key and the
 * new one. Leaves a KEY with `words`, which say why. Give the new bsup_trail_vkey to those who
 * check the trail. No backup made before can be opened afterwards: make one then. [any thread] */
BSUP_EXPORT bsup_status bsup_trail_rotate(bsup_trail* trail, const bsup_who* who, const char* words,
                                          bsup_receipt** out, bsup_error** error);

/* ---- The table ----------------------------------------------------------------------------- */

/* The functions above in one table. Within a major version it only grows at its end: a member is
 * there if struct_size reaches past it. */
struct bsup_api {
  uint32_t struct_size;
  uint32_t abi;

  uint32_t (*abi_version)(void);
  const char* (*version)(void);
  const void* (*get_extension)(const char* id);

  bsup_status (*error_status)(const bsup_error* error);
  const char* (*error_message)(const bsup_error* error);
  uint32_t (*error_count)(const bsup_error* error);
  const char* (*error_what)(const bsup_error* error, uint32_t index);
  const char* (*error_where)(const bsup_error* error, uint32_t index);
  void (*error_free)(bsup_error* error);

  const char* (*text_data)(const bsup_text* text);
  uint64_t (*text_size)(const bsup_text* text);
  void (*text_free)(bsup_text* text);

  bsup_status (*session_open)(const bsup_host* host, bsup_session** out, bsup_error** error);
  const char* (*session_capabilities)(const bsup_session* session);
  void (*session_close)(bsup_session* session);

  bsup_status (*policy_load)(const bsup_session* session, const char* const* paths, uint32_t count,
                             bsup_policy** out, bsup_error** error);
  bsup_status (*policy_load_bundle)(const bsup_session* session, const char* json, uint64_t size,
                                    bsup_policy** out, bsup_error** error);
  bsup_status (*policy_bundle)(const bsup_policy* policy, bsup_text** out, bsup_error** error);
  bsup_status (*policy_select)(const bsup_policy* policy, const char* region, int32_t date,
                               bsup_policy** out, bsup_error** error);
  const char* (*policy_digest)(const bsup_policy* policy);
  bsup_status (*policy_describe)(const bsup_policy* policy, bsup_text** out, bsup_error** error);
  bsup_status (*policy_show)(const bsup_policy* policy, const char* language, bsup_text** out,
                             bsup_error** error);
  void (*policy_free)(bsup_policy* policy);

  bsup_status (*mapping_load)(const bsup_session* session, const char* path, bsup_mapping** out,
                              bsup_error** error);
  bsup_status (*mapping_load_text)(const bsup_session* session, const char* name, const char* text,
                                   uint64_t size, bsup_mapping** out, bsup_error** error);
  const char* (*mapping_source)(const bsup_mapping* mapping);
  const char* (*mapping_digest)(const bsup_mapping* mapping);
  void (*mapping_free)(bsup_mapping* mapping);

  bsup_status (*advise)(const bsup_policy* policy, const bsup_mapping* mapping,
                        const bsup_advise_input* input, bsup_advice** out, bsup_error** error);
  bsup_status (*advise_replay)(const bsup_policy* policy, const char* input, uint64_t size,
                               bsup_advice** out, bsup_error** error);
  bsup_status (*advice_input)(const bsup_advice* advice, const char* language, bsup_text** out,
                              bsup_error** error);
  bsup_status (*advice_json)(const bsup_advice* advice, const char* language, bsup_text** out,
                             bsup_error** error);
  bsup_status (*advice_text)(const bsup_advice* advice, const char* language, uint32_t flags,
                             uint32_t width, bsup_text** out, bsup_error** error);
  const char* (*advice_lead)(const bsup_advice* advice);
  const char* (*advice_lead_label)(const bsup_advice* advice, const char* language);
  int32_t (*advice_firmness)(const bsup_advice* advice);
  int32_t (*advice_provisional)(const bsup_advice* advice);
  int32_t (*advice_planned_safe)(const bsup_advice* advice);
  int32_t (*advice_notice)(const bsup_advice* advice);
  const char* (*advice_notice_key)(const bsup_advice* advice);
  uint32_t (*advice_reason_count)(const bsup_advice* advice);
  const char* (*advice_reason)(const bsup_advice* advice, uint32_t index, const char* language);
  uint32_t (*advice_mode_count)(const bsup_advice* advice);
  bsup_status (*advice_mode)(const bsup_advice* advice, uint32_t index, const char* language,
                             bsup_mode* mode, bsup_error** error);
  uint32_t (*advice_alternative_count)(const bsup_advice* advice);
  const char* (*advice_alternative)(const bsup_advice* advice, uint32_t index);
  uint32_t (*advice_ask_count)(const bsup_advice* advice);
  const char* (*advice_ask)(const bsup_advice* advice, uint32_t index, const char* language);
  const char* (*advice_ask_fact)(const bsup_advice* advice, uint32_t index, uint32_t which);
  void (*advice_free)(bsup_advice* advice);

  bsup_status (*trail_open)(const bsup_session* session, const char* path,
                            const bsup_trail_options* options, bsup_trail** out,
                            bsup_error** error);
  int32_t (*trail_made)(const bsup_trail* trail);
  const char* (*trail_origin)(const bsup_trail* trail);
  bsup_status (*trail_vkey)(const bsup_trail* trail, bsup_text** out, bsup_error** error);
  void (*trail_close)(bsup_trail* trail);
  bsup_status (*advice_record)(const bsup_advice* advice, bsup_trail* trail, const bsup_who* who,
                               const char* person, const char* contact_id, const char* language,
                               bsup_receipt** out, bsup_error** error);
  bsup_status (*trail_record)(bsup_trail* trail, int32_t kind, const bsup_who* who,
                              const char* content, uint64_t size, bsup_receipt** out,
                              bsup_error** error);
  int64_t (*receipt_sequence)(const bsup_receipt* receipt);
  int64_t (*receipt_time)(const bsup_receipt* receipt);
  int32_t (*receipt_existed)(const bsup_receipt* receipt);
  const char* (*receipt_leaf)(const bsup_receipt* receipt);
  const char* (*receipt_checkpoint)(const bsup_receipt* receipt);
  void (*receipt_free)(bsup_receipt* receipt);
  bsup_status (*trail_read)(bsup_trail* trail, const bsup_who* who, const char* filter,
                            uint64_t size, bsup_reading** out, bsup_error** error);
  bsup_status (*reading_next)(bsup_reading* reading, uint32_t limit, bsup_text** out,
                              bsup_error** error);
  void (*reading_free)(bsup_reading* reading);
  bsup_status (*trail_show)(bsup_trail* trail, const bsup_who* who, const char* person, int32_t day,
                            const char* language, uint32_t flags, uint32_t width, bsup_text** out,
                            bsup_error** error);
  bsup_status (*trail_decision)(bsup_trail* trail, uint64_t sequence, int32_t day, bsup_text** out,
                                bsup_error** error);
  bsup_status (*trail_replay)(bsup_trail* trail, uint64_t sequence, bsup_text** out,
                              bsup_error** error);
  bsup_status (*trail_events)(bsup_trail* trail, const bsup_who* who, const char* filter,
                              uint64_t size, const char* path, bsup_progress progress,
                              void* progress_context, bsup_error** error);
  bsup_status (*trail_head)(const bsup_trail* trail, bsup_text** out, bsup_error** error);
  bsup_status (*trail_leaf)(const bsup_trail* trail, uint64_t sequence, bsup_text** out,
                            bsup_error** error);
  bsup_status (*trail_prove)(const bsup_trail* trail, uint64_t sequence, bsup_text** out,
                             bsup_error** error);
  bsup_status (*trail_prove_growth)(const bsup_trail* trail, uint64_t from, bsup_text** out,
                                    bsup_error** error);
  bsup_status (*trail_export)(bsup_trail* trail, const bsup_who* who, const char* folder,
                              bsup_progress progress, void* progress_context, bsup_error** error);
  bsup_status (*trail_cosign)(bsup_trail* trail, const char* note, uint64_t size, const char* vkey,
                              bsup_error** error);
  bsup_status (*trail_verify)(const bsup_session* session, const char* path,
                              const bsup_verify_options* options, int32_t* verdict,
                              bsup_text** report, bsup_error** error);
  bsup_status (*trail_backup)(bsup_trail* trail, const bsup_who* who, const char* path,
                              bsup_error** error);
  bsup_status (*trail_restore)(const bsup_session* session, const char* backup, const char* path,
                               const bsup_trail_options* options, const bsup_who* who,
                               const char* words, bsup_trail** out, bsup_error** error);
  bsup_status (*trail_erase)(bsup_trail* trail, const bsup_who* who, const char* content,
                             uint64_t size, int32_t* status, bsup_receipt** out,
                             bsup_error** error);
  bsup_status (*trail_finish_erasures)(bsup_trail* trail, int32_t* status, bsup_error** error);
  bsup_status (*trail_rotate)(bsup_trail* trail, const bsup_who* who, const char* words,
                              bsup_receipt** out, bsup_error** error);

  bsup_status (*advise_batch)(const bsup_policy* policy, const bsup_batch_options* options,
                              struct ArrowSchema* schema, struct ArrowArray* cases,
                              struct ArrowSchema* advice_schema, struct ArrowArray* advice,
                              bsup_error** error);
  bsup_status (*trail_decisions)(bsup_trail* trail, const bsup_who* who, const char* request,
                                 uint64_t size, struct ArrowArrayStream* out, bsup_error** error);
  const char* (*advice_ask_id)(const bsup_advice* advice, uint32_t index);
  bsup_status (*advice_form)(const bsup_advice* advice, const char* language, const char* request,
                             uint64_t size, bsup_text** out, bsup_error** error);
  bsup_status (*trail_worklist)(bsup_trail* trail, const bsup_who* who, const char* request,
                                uint64_t size, bsup_text** out, bsup_error** error);
  bsup_status (*trail_timeline)(bsup_trail* trail, const bsup_who* who, const char* person,
                                int32_t day, const char* language, uint32_t flags, bsup_text** out,
                                bsup_error** error);
  bsup_status (*mapping_check)(const bsup_mapping* mapping, const bsup_policy* policy,
                               const bsup_check_input* input, bsup_text** out, bsup_error** error);
  bsup_status (*trail_tell)(bsup_trail* trail, const bsup_who* who, const char* request,
                            uint64_t size, bsup_text** out, bsup_error** error);
  bsup_status (*check_proof)(const char* record, uint64_t record_size, const char* proof,
                             uint64_t proof_size, const char* vkey, bsup_text** out,
                             bsup_error** error);
};

/* The table of version BSUP_ABI, for boost::dll::import_alias. */
BSUP_EXPORT extern const bsup_api* const bsup_plugin;

#ifdef __cplusplus
}
#endif

#endif /* BLENDED_SUPERVISION_PLUGIN_H_ */
