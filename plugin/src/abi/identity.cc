#include "blended_supervision/plugin.h"

namespace {

const bsup_api kApi = {
    sizeof(bsup_api),
    BSUP_ABI,
    bsup_abi_version,
    bsup_version,
    bsup_get_extension,
    bsup_error_status,
    bsup_error_message,
    bsup_error_count,
    bsup_error_what,
    bsup_error_where,
    bsup_error_free,
    bsup_text_data,
    bsup_text_size,
    bsup_text_free,
    bsup_session_open,
    bsup_session_capabilities,
    bsup_session_close,
    bsup_policy_load,
    bsup_policy_load_bundle,
    bsup_policy_bundle,
    bsup_policy_select,
    bsup_policy_digest,
    bsup_policy_describe,
    bsup_policy_show,
    bsup_policy_free,
    bsup_mapping_load,
    bsup_mapping_load_text,
    bsup_mapping_source,
    bsup_mapping_digest,
    bsup_mapping_free,
    bsup_advise,
    bsup_advise_replay,
    bsup_advice_input,
    bsup_advice_json,
    bsup_advice_text,
    bsup_advice_lead,
    bsup_advice_lead_label,
    bsup_advice_firmness,
    bsup_advice_provisional,
    bsup_advice_planned_safe,
    bsup_advice_notice,
    bsup_advice_notice_key,
    bsup_advice_reason_count,
    bsup_advice_reason,
    bsup_advice_mode_count,
    bsup_advice_mode,
    bsup_advice_alternative_count,
    bsup_advice_alternative,
    bsup_advice_ask_count,
    bsup_advice_ask,
    bsup_advice_ask_fact,
    bsup_advice_free,
};

}  // namespace

const bsup_api* const bsup_plugin = &kApi;

uint32_t bsup_abi_version(void) { return BSUP_ABI; }

const char* bsup_version(void) { return BSUP_VERSION; }

const bsup_api* bsup_get_api(uint32_t abi) { return abi == BSUP_ABI ? &kApi : nullptr; }

const void* bsup_get_extension(const char* /*id*/) { return nullptr; }
