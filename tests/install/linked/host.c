/* Prints the version of the library that it is linked with, and loads a policy: host POLICY. */
#include <stdio.h>

#include "blended_supervision/plugin.h"

int main(int argc, char** argv) {
  const bsup_api* api = bsup_get_api(BSUP_ABI);
  bsup_session* session = NULL;
  bsup_policy* policy = NULL;
  bsup_error* error = NULL;
  const char* pack = argc == 2 ? argv[1] : "";
  bsup_host host = {0};
  int good;
  host.struct_size = sizeof host;
  good = api != NULL && api->session_open(&host, &session, &error) == BSUP_OK &&
         api->policy_load(session, &pack, 1, &policy, &error) == BSUP_OK;
  if (good) puts(bsup_version());
  bsup_error_free(error);
  bsup_policy_free(policy);
  bsup_session_close(session);
  return good ? 0 : 1;
}
