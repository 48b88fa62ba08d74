/* A host in plain C: loads the plugin at run time and shows advice on one case. A model for a
 * vendor; copy what serves.
 *
 *     blended-supervision-c LIBRARY POLICY MAPPING DAY PAYLOAD       DAY counts from 1970-01-01
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#include "blended_supervision/plugin.h"

static const bsup_api* api;

static void on_log(void* context, int32_t level, const char* message) {
  (void)level;
  fprintf((FILE*)context, "log: %s\n", message);
}

/* Says what went wrong and where, once for every problem. */
static int failed(bsup_error* error) {
  uint32_t i;
  for (i = 0; i < api->error_count(error); ++i) {
    fprintf(stderr, "%s: %s\n", api->error_where(error, i), api->error_what(error, i));
  }
  api->error_free(error);
  return 3;
}

/* The whole file, to be freed, or NULL. */
static char* read_file(const char* path, uint64_t* size) {
  char* text = NULL;
  size_t room = 0;
  size_t used = 0;
  FILE* file = fopen(path, "rb");
  if (file == NULL) return NULL;
  for (;;) {
    size_t got;
    if (used == room) {
      char* larger;
      room = room == 0 ? 65536 : 2 * room;
      larger = realloc(text, room);
      if (larger == NULL) break;
      text = larger;
    }
    got = fread(text + used, 1, room - used, file);
    if (got == 0) {
      if (ferror(file)) break;
      fclose(file);
      *size = used;
      return text;
    }
    used += got;
  }
  free(text);
  fclose(file);
  return NULL;
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

static int advise(char** arguments) {
  bsup_host host = {0};
  bsup_advise_input input = {sizeof input, 0, NULL, 0, NULL, 0, NULL, 0, NULL};
  bsup_session* session = NULL;
  bsup_policy* policy = NULL;
  bsup_mapping* mapping = NULL;
  bsup_advice* advice = NULL;
  bsup_error* error = NULL;
  const char* packs[1];
  char* payload = read_file(arguments[4], &input.payload_size);
  int status = 0;

  host.struct_size = sizeof host;
  host.log_level = BSUP_LOG_INFO;
  host.log = on_log;
  if (payload == NULL) {
    fprintf(stderr, "%s: cannot be read\n", arguments[4]);
    return 3;
  }
  packs[0] = arguments[1];
  host.struct_size = sizeof host;
  host.log_level = BSUP_LOG_INFO;
  host.context = stderr;
  host.log = on_log;
  input.as_of = (int32_t)atol(arguments[3]);
  input.payload = payload;
  /* A policy and a mapping are loaded once, and then serve any number of cases and threads. */
  if (api->session_open(&host, &session, &error) != BSUP_OK ||
      api->policy_load(session, packs, 1, &policy, &error) != BSUP_OK ||
      api->mapping_load(session, arguments[2], &mapping, &error) != BSUP_OK ||
      api->advise(policy, mapping, &input, &advice, &error) != BSUP_OK) {
    status = failed(error);
  } else {
    show(advice);
  }
  /* Ending what was never made does nothing. */
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
  if (argc != 6) {
    fprintf(stderr, "usage: %s LIBRARY POLICY MAPPING DAY PAYLOAD\n", argv[0]);
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
    fprintf(stderr, "%s: no plugin of version %u\n", argv[1], BSUP_ABI);
    dlclose(library);
    return 2;
  }
  status = advise(argv + 1);
  dlclose(library);
  return status;
}
