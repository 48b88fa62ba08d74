/* plugin.h is clean C99: this file is compiled with every warning an error. */
#include "blended_supervision/plugin.h"

#include <stddef.h>

#include "blended_supervision/arrow.h"

/* A vendor's compiler sees the same layout as ours: no member hides in padding. */
typedef char no_padding_in_host[sizeof(bsup_host) == 8 + 8 * sizeof(void*) ? 1 : -1];
typedef char no_padding_in_input
    [sizeof(bsup_advise_input) == 8 + 3 * (sizeof(void*) + 8) + sizeof(void*) ? 1 : -1];
typedef char
    no_padding_in_check_input[sizeof(bsup_check_input) == 8 + 8 + 4 * sizeof(void*) ? 1 : -1];
typedef char no_padding_in_batch_options
    [sizeof(bsup_batch_options) == 8 + 8 + sizeof(void*) + 8 + sizeof(void*) ? 1 : -1];
typedef char no_padding_in_arrow[sizeof(struct ArrowSchema) == 2 * 8 + 7 * sizeof(void*) &&
                                         sizeof(struct ArrowArray) == 5 * 8 + 5 * sizeof(void*)
                                     ? 1
                                     : -1];
typedef char no_padding_in_mode[sizeof(bsup_mode) == 8 * 4 + 2 * sizeof(void*) ? 1 : -1];
typedef char no_padding_in_trail_options[sizeof(bsup_trail_options) == 8 + 8 + 3 * sizeof(void*) + 8
                                             ? 1
                                             : -1];
typedef char no_padding_in_who[sizeof(bsup_who) == 8 + 5 * sizeof(void*) ? 1 : -1];
typedef char no_padding_in_verify_options[sizeof(bsup_verify_options) == 8 + 3 * sizeof(void*) + 8 +
                                                                             sizeof(void*) + 8 +
                                                                             2 * sizeof(void*)
                                              ? 1
                                              : -1];

uint32_t AbiOfHeaderInC(void);
uint32_t AbiOfHeaderInC(void) { return BSUP_ABI; }
