/* Blended Supervision: advice on the mode of a probation contact. The C interface and its manual.
 *
 * Get the functions, either way:
 *
 *     link or dlsym      bsup_advise(...), one symbol a function
 *     one table          const bsup_api* api = bsup_get_api(BSUP_ABI);  api->advise(...)
 *     Boost.DLL          boost::dll::import_alias<const bsup_api>(path, "bsup_plugin")
 *
 * Then open a session, load a policy and a mapping once, and advise any number of times from any
 * number of threads:
 *
 *     bsup_session_open -> bsup_policy_load -> bsup_mapping_load -> bsup_advise ... -> free and
 * close, in any order
 *
 * Conventions, true of every function:
 *
 *  1. Handles are opaque, and ended by their _free or _close; ending NULL does nothing. Handles may
 * be ended in any order: each keeps what it needs of the others.
 *  2. A returned `const char*` is UTF-8, NUL-ended, lives as long as the handle it came from, and
 * nobody frees it. A text of its own comes as a bsup_text.
 *  3. A call that can fail returns bsup_status and takes `bsup_error**` last. It may be NULL. On
 * success `*error` is NULL; on failure it is an error to be freed, and no other out parameter is
 * touched.
 *  4. A struct that may grow begins with `struct_size`, which the caller sets to its own sizeof.
 * The library reads and writes no further than that; what a caller's shorter struct lacks counts as
 * zero.
 *  5. Host callbacks are called on the calling thread, inside the call, with no lock held. They
 * must not throw, and must not call this library. The library starts no thread.
 *  6. [any thread]: any number of threads at a time, on the same handles too. [one thread]: while
 * it runs, nobody else uses the handle it ends.
 *  7. No exception leaves the library. It touches no signal handler, locale or environment of the
 * host and prints nothing.
 *  8. Input is text and length; none of it is trusted. A `const char*` argument without a length is
 * NUL-ended. Languages are "en" and "cy"; NULL is "en". A day is a count of days since 1970-01-01,
 * from year 1000 to 9999.
 *
 * NULL where a handle is needed is BSUP_USAGE, or from a function that cannot fail the value that
 * means nothing: NULL, 0 or -1.
 *
 * The advice itself is explained in plugin/docs/advice.md, this interface's promises in
 * plugin/docs/abi.md.
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
typedef struct bsup_text bsup_text;       /* a text of its own */
typedef struct bsup_session bsup_session; /* the host, as the library knows it */
typedef struct bsup_policy bsup_policy;   /* loaded packs, or the one policy selected from them */
typedef struct bsup_mapping bsup_mapping; /* how a host's own JSON is read */
typedef struct bsup_advice bsup_advice;   /* advice on one contact */

typedef int32_t bsup_status;
enum {
  BSUP_OK = 0,
  BSUP_USAGE = 1,        /* the caller's arguments are wrong */
  BSUP_BAD_INPUT = 2,    /* a payload, contact, answers or stored input is wrong */
  BSUP_BAD_POLICY = 3,   /* a policy pack is wrong */
  BSUP_BAD_MAPPING = 4,  /* a mapping is wrong, or does not fit the policy */
  BSUP_NOT_FOUND = 5,    /* a file, region or date is not there */
  BSUP_OTHER_POLICY = 6, /* a stored input rests on another policy */
  BSUP_OTHER_ENGINE = 7, /* a stored input rests on another version of the engine */
  BSUP_OUT_OF_MEMORY = 8,
  BSUP_INTERNAL = 9 /* a fault of the library; please report it */
};

/* Levels of the log. */
enum { BSUP_LOG_DEBUG = 1, BSUP_LOG_INFO = 2, BSUP_LOG_WARNING = 3, BSUP_LOG_ERROR = 4 };

/* What the host gives the library. Copied when the session opens; every callback may be NULL. */
typedef struct bsup_host {
  uint32_t struct_size;
  int32_t log_level; /* the least level that is told; 0 is all */
  void* context;     /* handed to each callback */
  /* Never personal data: digests, counts, places in policies and mappings, kinds of error. */
  void (*log)(void* context, int32_t level, const char* message);
  /* Today as the host's users see it, for BSUP_TODAY. */
  int32_t (*clock)(void* context);
  /* Called once, when the last handle that rests on the session has ended, on the thread that ended
   * it. */
  void (*release)(void* context);
} bsup_host;

/* As `as_of`: ask the host's clock. */
#define BSUP_TODAY INT32_MIN

/* What advice is asked on. A text that is NULL, or empty, is not given. */
typedef struct bsup_advise_input {
  uint32_t struct_size;
  int32_t as_of; /* the day on which all this is known, or BSUP_TODAY */
  const char*
      payload; /* the case as the host holds it, JSON in the shape its mapping reads; required */
  uint64_t payload_size;
  /* The contact, JSON. Not given: the payload's next appointment or, without one, a scheduled
   * supervision meeting with the person on `as_of`, one that counts. */
  const char* contact;
  uint64_t contact_size;
  const char* answers; /* what the practitioner answered, approved and confirmed, JSON */
  uint64_t answers_size;
  const char* region; /* id or code, for a contact that names none; NULL: the nation alone */
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

/* How much of the practitioner's attention it deserves. Neither blocks: a named person decides. */
enum { BSUP_NOTICE_NONE = 0, BSUP_NOTICE_NOTE = 1, BSUP_NOTICE_STOP = 2 };

/* Why a mode is not the lead. */
enum {
  BSUP_WHY_LEAD = 0, /* it is */
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
  int32_t score;      /* for the order of modes, of no meaning of its own */
  int32_t band;       /* BSUP_WELL_SUITED ... BSUP_POORLY_SUITED */
  int32_t why_not;    /* BSUP_WHY_... */
  int32_t planned;    /* 1 where it is the contact's planned mode, else 0 */
  const char* id;     /* "telephone" */
  const char* label;  /* "Telephone call" */
} bsup_mode;

/* For bsup_advice_text. */
enum { BSUP_TEXT_COLOUR = 1u /* with ANSI colour */ };

/* ---- Identity and negotiation -------------------------------------------------------------- */

typedef struct bsup_api bsup_api;

/* The major version of the interface, BSUP_ABI of the library. [any thread] */
BSUP_EXPORT uint32_t bsup_abi_version(void);

/* The library's version, "0.1.0"; lives as long as the library. [any thread] */
BSUP_EXPORT const char* bsup_version(void);

/* The table of functions, which lives as long as the library; NULL where the library speaks another
 * major version. [any thread] */
BSUP_EXPORT const bsup_api* bsup_get_api(uint32_t abi);

/* A table of functions outside the frozen interface, by name: "blended_supervision.NAME/1". NULL
 * where there is none of that name; capabilities list those there are. [any thread] */
BSUP_EXPORT const void* bsup_get_extension(const char* id);

/* ---- Errors -------------------------------------------------------------------------------- */

/* What kind of error it is, or BSUP_OK for NULL. [any thread] */
BSUP_EXPORT bsup_status bsup_error_status(const bsup_error* error);

/* Every problem on a line of its own, "where: what". It may quote the input: show it to the user,
 * do not log it. [any thread] */
BSUP_EXPORT const char* bsup_error_message(const bsup_error* error);

/* How many problems there are, at least one. A policy's faults come all at once. [any thread] */
BSUP_EXPORT uint32_t bsup_error_count(const bsup_error* error);

/* What is wrong, and what to do about it; NULL from the count on. [any thread] */
BSUP_EXPORT const char* bsup_error_what(const bsup_error* error, uint32_t index);

/* Where it is wrong: "england-wales.toml:41:9", or "/contact/purpose" in a payload; empty where it
 * is in no one place; NULL from the count on. [any thread] */
BSUP_EXPORT const char* bsup_error_where(const bsup_error* error, uint32_t index);

/* Ends it. [one thread] */
BSUP_EXPORT void bsup_error_free(bsup_error* error);

/* ---- Text ---------------------------------------------------------------------------------- */

/* The text, NUL-ended; lives until bsup_text_free. [any thread] */
BSUP_EXPORT const char* bsup_text_data(const bsup_text* text);

/* Its length in bytes, the NUL not counted. [any thread] */
BSUP_EXPORT uint64_t bsup_text_size(const bsup_text* text);

/* Ends it. [one thread] */
BSUP_EXPORT void bsup_text_free(bsup_text* text);

/* ---- Session ------------------------------------------------------------------------------- */

/* Opens a session. `host` may be NULL: then there is no log, no clock and no release. Where it
 * fails, release is not called. [any thread]
 * - BSUP_USAGE: a struct_size that is no such struct's. */
BSUP_EXPORT bsup_status bsup_session_open(const bsup_host* host, bsup_session** out,
                                          bsup_error** error);

/* What this library can do, a JSON object: version, abi, engine, languages, extensions, limits.
 * Lives as long as the session. [any thread] */
BSUP_EXPORT const char* bsup_session_capabilities(const bsup_session* session);

/* Ends the handle. Policies and mappings loaded in the session stay good. [one thread] */
BSUP_EXPORT void bsup_session_close(bsup_session* session);

/* ---- Policy -------------------------------------------------------------------------------- */

/* Loads packs from files with all they include: a national pack (several files of one id are
 * its versions), overlays of regions, exceptional delivery models. Everything is resolved and
 * checked for every region and span of days. [any thread]
 * - BSUP_NOT_FOUND: a file is not there or cannot be read.
 * - BSUP_BAD_POLICY: every fault of every file. */
BSUP_EXPORT bsup_status bsup_policy_load(const bsup_session* session, const char* const* paths,
                                         uint32_t count, bsup_policy** out, bsup_error** error);

/* Loads packs from a bundle, as bsup_policy_bundle gives it; no file is read. [any thread]
 * - BSUP_BAD_INPUT: it is no bundle.
 * - BSUP_BAD_POLICY: as above. */
BSUP_EXPORT bsup_status bsup_policy_load_bundle(const bsup_session* session, const char* json,
                                                uint64_t size, bsup_policy** out,
                                                bsup_error** error);

/* The files this policy was loaded from, whole, as JSON: {"files":[{"path","text","included"}]}. Of
 * a selected policy: those of the policy it was selected from. [any thread] */
BSUP_EXPORT bsup_status bsup_policy_bundle(const bsup_policy* policy, bsup_text** out,
                                           bsup_error** error);

/* The one policy in force in `region` (id or code; NULL or empty: the nation alone) on `date`.
 * It is a policy too: advice by it is for that region and its days only. [any thread]
 * - BSUP_NOT_FOUND: no such region, or nothing in force on that day; the error names what there
 *   is. */
BSUP_EXPORT bsup_status bsup_policy_select(const bsup_policy* policy, const char* region,
                                           int32_t date, bsup_policy** out, bsup_error** error);

/* SHA-256 in hexadecimal: of a selected policy over its canonical form, else over the digests of
 * all that may be selected. Lives as long as the policy. [any thread] */
BSUP_EXPORT const char* bsup_policy_digest(const bsup_policy* policy);

/* JSON. Of a selected policy: its canonical form, from which the digest is taken. Else what may be
 * selected:
 * {"digest","in_force":[{"region","from","until","id","version","digest"}]}, where a null region is
 * the nation and a null until is open. [any thread] */
BSUP_EXPORT bsup_status bsup_policy_describe(const bsup_policy* policy, bsup_text** out,
                                             bsup_error** error);

/* The policy to be read by a person, in plain text: of a selected policy its rules; else what
 * may be selected, then the nation's rules. [any thread]
 * - BSUP_USAGE: no such language. */
BSUP_EXPORT bsup_status bsup_policy_show(const bsup_policy* policy, const char* language,
                                         bsup_text** out, bsup_error** error);

/* Ends the handle. Advice given by it stays good. [one thread] */
BSUP_EXPORT void bsup_policy_free(bsup_policy* policy);

/* ---- Mapping ------------------------------------------------------------------------------- */

/* Loads a mapping from a file. [any thread]
 * - BSUP_NOT_FOUND: it is not there or cannot be read.
 * - BSUP_BAD_MAPPING: every fault of it. */
BSUP_EXPORT bsup_status bsup_mapping_load(const bsup_session* session, const char* path,
                                          bsup_mapping** out, bsup_error** error);

/* Loads a mapping from its text; `name` is what errors call it. [any thread] */
BSUP_EXPORT bsup_status bsup_mapping_load_text(const bsup_session* session, const char* name,
                                               const char* text, uint64_t size, bsup_mapping** out,
                                               bsup_error** error);

/* The mapping's own text, from which it can be loaded again. Lives as long as the mapping. [any
 * thread] */
BSUP_EXPORT const char* bsup_mapping_source(const bsup_mapping* mapping);

/* SHA-256 in hexadecimal. Lives as long as the mapping. [any thread] */
BSUP_EXPORT const char* bsup_mapping_digest(const bsup_mapping* mapping);

/* Ends the handle. Advice given with it stays good. [one thread] */
BSUP_EXPORT void bsup_mapping_free(bsup_mapping* mapping);

/* ---- Advice -------------------------------------------------------------------------------- */

/* Advises on one contact. Nothing is kept anywhere: it may run at every key. The policy is
 * chosen by the contact's date and region. [any thread]
 * - BSUP_USAGE: no payload, or BSUP_TODAY without a clock.
 * - BSUP_BAD_INPUT: the payload, contact or answers cannot be read, with JSON Pointers.
 * - BSUP_BAD_MAPPING: the mapping names facts or values the policy does not have.
 * - BSUP_NOT_FOUND: nothing is in force in that region on that day. */
BSUP_EXPORT bsup_status bsup_advise(const bsup_policy* policy, const bsup_mapping* mapping,
                                    const bsup_advise_input* input, bsup_advice** out,
                                    bsup_error** error);

/* The same advice again, from its canonical input: the same bytes, years later. [any thread]
 * - BSUP_BAD_INPUT: it cannot be read.
 * - BSUP_OTHER_POLICY,
 * - BSUP_OTHER_ENGINE: it rests on another. */
BSUP_EXPORT bsup_status bsup_advise_replay(const bsup_policy* policy, const char* input,
                                           uint64_t size, bsup_advice** out, bsup_error** error);

/* In the functions of advice a NULL language is that of the input the advice was replayed from, and
 * "en" for advice that was not replayed. */

/* The canonical input (RFC 8785): facts, contact, history, language and the digests of policy
 * and mapping. Personal data. [any thread]
 * - BSUP_USAGE: no such language. */
BSUP_EXPORT bsup_status bsup_advice_input(const bsup_advice* advice, const char* language,
                                          bsup_text** out, bsup_error** error);

/* All of it, as JSON (plugin/docs/advice.schema.json). [any thread]
 * - BSUP_USAGE: no such language. */
BSUP_EXPORT bsup_status bsup_advice_json(const bsup_advice* advice, const char* language,
                                         bsup_text** out, bsup_error** error);

/* For a person at a terminal or in a log of work. `flags`: 0 or BSUP_TEXT_COLOUR; `width`:
 * columns, 40 to 200, or 0 for 100. [any thread]
 * - BSUP_USAGE: no such language, flag or width. */
BSUP_EXPORT bsup_status bsup_advice_text(const bsup_advice* advice, const char* language,
                                         uint32_t flags, uint32_t width, bsup_text** out,
                                         bsup_error** error);

/* What every screen shows, without parsing. Texts live as long as the advice; an index past the end
 * gives NULL; an unknown language gives NULL. */

/* The mode advised first, its id; NULL where none is (BSUP_REFER, BSUP_NO_ADVICE). [any thread] */
BSUP_EXPORT const char* bsup_advice_lead(const bsup_advice* advice);

/* Its label; NULL where there is no lead. [any thread] */
BSUP_EXPORT const char* bsup_advice_lead_label(const bsup_advice* advice, const char* language);

/* BSUP_ONLY_OPTION ... BSUP_NO_ADVICE. [any thread] */
BSUP_EXPORT int32_t bsup_advice_firmness(const bsup_advice* advice);

/* BSUP_YES where what is not yet known could change the outcome, else BSUP_NO. [any thread] */
BSUP_EXPORT int32_t bsup_advice_provisional(const bsup_advice* advice);

/* Whether the planned mode keeps its standing whatever is still unknown; BSUP_NOT_ASKED where none
 * is planned. [any thread] */
BSUP_EXPORT int32_t bsup_advice_planned_safe(const bsup_advice* advice);

/* BSUP_NOTICE_NONE, _NOTE or _STOP. [any thread] */
BSUP_EXPORT int32_t bsup_advice_notice(const bsup_advice* advice);

/* Names a note, to be handed back among `shown` once it was seen; else empty. [any thread] */
BSUP_EXPORT const char* bsup_advice_notice_key(const bsup_advice* advice);

/* Why there is a note or a stop (or was, of a note among `shown`): a sentence each. [any thread] */
BSUP_EXPORT uint32_t bsup_advice_reason_count(const bsup_advice* advice);
BSUP_EXPORT const char* bsup_advice_reason(const bsup_advice* advice, uint32_t index,
                                           const char* language);

/* The policy's modes in its order. `mode->struct_size` is set by the caller. [any thread]
 * - BSUP_USAGE: no such index or language. */
BSUP_EXPORT uint32_t bsup_advice_mode_count(const bsup_advice* advice);
BSUP_EXPORT bsup_status bsup_advice_mode(const bsup_advice* advice, uint32_t index,
                                         const char* language, bsup_mode* mode, bsup_error** error);

/* Modes as good as the lead, their ids, best first: the choice is the practitioner's. [any thread]
 */
BSUP_EXPORT uint32_t bsup_advice_alternative_count(const bsup_advice* advice);
BSUP_EXPORT const char* bsup_advice_alternative(const bsup_advice* advice, uint32_t index);

/* The questions whose answers would matter, most pressing first, at most three; [any thread] */
BSUP_EXPORT uint32_t bsup_advice_ask_count(const bsup_advice* advice);
/* each as a sentence, [any thread] */
BSUP_EXPORT const char* bsup_advice_ask(const bsup_advice* advice, uint32_t index,
                                        const char* language);
/* and the facts it asks for, the keys of its answers: `which` is 0, and 1 where two must be
 * answered together. [any thread] */
BSUP_EXPORT const char* bsup_advice_ask_fact(const bsup_advice* advice, uint32_t index,
                                             uint32_t which);

/* Ends it. [one thread] */
BSUP_EXPORT void bsup_advice_free(bsup_advice* advice);

/* ---- The table ----------------------------------------------------------------------------- */

/* The functions above in one table. Within a major version it only grows at its end: a member is
 * there where struct_size reaches past it. */
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
};

/* The table of version BSUP_ABI, for boost::dll::import_alias. */
BSUP_EXPORT extern const bsup_api* const bsup_plugin;

#ifdef __cplusplus
}
#endif

#endif /* BLENDED_SUPERVISION_PLUGIN_H_ */
