/* A host in plain C: loads the plugin at run time, shows advice on one case, and keeps a trail of it
 * with what was decided. A model for a vendor; copy what you need.
 *
 *     blended-supervision-c LIBRARY POLICY MAPPING DAY PAYLOAD TRAIL PERSON
 *
 * DAY counts from 1970-01-01; TRAIL is made where it is not there, with its keys in TRAIL.key;
 * PERSON is the case number.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "blended_supervision/plugin.h"

static const bsup_api* api;
static int32_t day;

static void on_log(void* context, int32_t level, const char* message) {
  (void)level;
  fprintf((FILE*)context, "log: %s\n", message);
}

/* The day where the host's users work, and the time. */
static int32_t today(void* context) { return (void)context, day; }
static int64_t now(void* context) { return (void)context, (int64_t)time(NULL) * 1000; }

/* Says what went wrong and where, for every problem, and frees the error. */
static int failed(bsup_error* error) {
  uint32_t i;
  for (i = 0; i < api->error_count(error); ++i) {
    fprintf(stderr, "%s: %s\n", api->error_where(error, i), api->error_what(error, i));
  }
  api->error_free(error);
  return 3;
}

/* The whole file, which the caller frees, or NULL. */
static char* read_file(const char* path, uint64_t* size) {
  FILE* file = fopen(path, "rb");
  char* text = NULL;
  long end = -1;
  if (file == NULL) return NULL;
  if (fseek(file, 0, SEEK_END) == 0) end = ftell(file);
  if (end >= 0 && fseek(file, 0, SEEK_SET) == 0) text = malloc((size_t)end + 1);
  if (text != NULL && fread(text, 1, (size_t)end, file) != (size_t)end) {
    free(text);
    text = NULL;
  }
  fclose(file);
  *size = (uint64_t)end;
  return text;
}

static void show(const bsup_advice* advice) {
  const char* lead = api->advice_lead_label(advice, "en");
  uint32_t i;
  printf("advice: %s%s\n", lead == NULL ? "no mode; ask" : lead,
         api->advice_provisional(advice) == BSUP_YES ? " (provisional)" : "");
  for (i = 0; i < api->advice_reason_count(advice); ++i) {
    printf("%s: %s\n", api->advice_notice(advice) == BSUP_NOTICE_STOP ? "STOP" : "note",
           api->advice_reason(advice, i, "en"));
  }
  for (i = 0; i < api->advice_mode_count(advice); ++i) {
    static const char* const kPermission[] = {"permitted", "needs approval", "not permitted",
                                              "cannot"};
    bsup_mode mode;
    mode.struct_size = sizeof mode;
    if (api->advice_mode(advice, i, "en", &mode, NULL) != BSUP_OK) continue;
    printf("  %-24s %s%s\n", mode.label, kPermission[mode.permission],
           mode.counts ? "" : ", as a supplement only");
  }
  for (i = 0; i < api->advice_ask_count(advice); ++i) {
    printf("ask: %s\n", api->advice_ask(advice, i, "en"));
  }
}

/* Records the advice that was shown, and that its lead was decided on; then verifies the trail. */
static bsup_status keep(const bsup_session* session, const bsup_advice* advice, const char* path,
                        const char* person, bsup_error** error) {
  bsup_trail_options options = {0};
  bsup_who who = {0};
  bsup_trail* trail = NULL;
  bsup_receipt *shown = NULL, *decided = NULL;
  bsup_text* report = NULL;
  const char* lead = api->advice_lead(advice);
  char key_file[1024], decision[256];
  int32_t verdict;
  bsup_status status;

  snprintf(key_file, sizeof key_file, "%s.key", path);
  options.struct_size = sizeof options;
  options.flags = BSUP_TRAIL_CREATE;
  options.key_file = key_file;
  who.struct_size = sizeof who;
  who.id = "OLIVE_GEN";
  who.role = "probation practitioner";
  who.service = "blended-supervision-c";
  status = api->trail_open(session, path, &options, &trail, error);
  if (status == BSUP_OK) {
    status = api->advice_record(advice, trail, &who, person, NULL, "en", &shown, error);
  }
  if (status == BSUP_OK && lead != NULL) {
    /* A practitioner decides; a mode other than the lead needs a reason. */
    snprintf(decision, sizeof decision, "{\"answers\": %lld, \"mode\": \"%s\"}",
             (long long)api->receipt_sequence(shown), lead);
    status = api->trail_record(trail, BSUP_RECORD_DECISION, &who, decision, strlen(decision),
                               &decided, error);
  }
  if (status == BSUP_OK) {
    bsup_verify_options check = {0};
    check.struct_size = sizeof check;
    check.key_file = key_file;
    /* Keep the newest checkpoint elsewhere: it proves later that no record has gone. */
    check.known_head = api->receipt_checkpoint(decided == NULL ? shown : decided);
    check.known_head_size = strlen(check.known_head);
    status = api->trail_verify(session, path, &check, &verdict, &report, error);
  }
  if (status == BSUP_OK) printf("trail: %s\n", api->text_data(report));
  api->text_free(report);
  api->receipt_free(decided);
  api->receipt_free(shown);
  api->trail_close(trail);
  return status;
}

static int advise(char** arguments) {
  bsup_host host = {0};
  bsup_advise_input input = {0};
  bsup_session* session = NULL;
  bsup_policy* policy = NULL;
  bsup_mapping* mapping = NULL;
  bsup_advice* advice = NULL;
  bsup_error* error = NULL;
  const char* packs[1];
  char* payload = read_file(arguments[3], &input.payload_size);
  int status = 0;

  if (payload == NULL) {
    fprintf(stderr, "%s: cannot be read\n", arguments[3]);
    return 3;
  }
  packs[0] = arguments[0];
  day = (int32_t)atol(arguments[2]);
  host.struct_size = sizeof host;
  host.log_level = BSUP_LOG_INFO;
  host.context = stderr;
  host.log = on_log;
  host.clock = today;
  host.now = now;
  input.struct_size = sizeof input;
  input.as_of = day;
  input.payload = payload;
  /* A policy and a mapping are loaded once, and then serve any number of cases and threads. */
  if (api->session_open(&host, &session, &error) != BSUP_OK ||
      api->policy_load(session, packs, 1, &policy, &error) != BSUP_OK ||
      api->mapping_load(session, arguments[1], &mapping, &error) != BSUP_OK ||
      api->advise(policy, mapping, &input, &advice, &error) != BSUP_OK) {
    status = failed(error);
  } else {
    show(advice);
    if (keep(session, advice, arguments[4], arguments[5], &error) != BSUP_OK) {
      status = failed(error);
    }
  }
  /* Freeing NULL does nothing. */
  api->advice_free(advice);
  api->mapping_free(mapping);
  api->policy_free(policy);
  api->session_close(session);
  free(payload);
  return status;
}

int main(int argc, char** argv) {
  const bsup_api* (*get_api)(uint32_t);
  void* library;
  int status;
  if (argc != 8) {
    fprintf(stderr, "usage: %s LIBRARY POLICY MAPPING DAY PAYLOAD TRAIL PERSON\n", argv[0]);
    return 2;
  }
  library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    fprintf(stderr, "%s\n", dlerror());
    return 2;
  }
  *(void**)&get_api = dlsym(library, "bsup_get_api");
  api = get_api == NULL ? NULL : get_api(BSUP_ABI);
  if (api == NULL) {
    fprintf(stderr, "%s: the plugin has no interface of version %u\n", argv[1], BSUP_ABI);
    dlclose(library);
    return 2;
  }
  status = advise(argv + 2);
  dlclose(library);
  return status;
}
