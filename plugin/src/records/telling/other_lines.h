// What the timeline says of all other kinds.
#pragma once

#include "base/result.h"
#include "records/kinds/approval_record.h"
#include "records/kinds/config_record.h"
#include "records/kinds/disclosure_record.h"
#include "records/kinds/erasure_record.h"
#include "records/kinds/export_record.h"
#include "records/kinds/key_record.h"
#include "records/kinds/read_record.h"
#include "records/kinds/reopen_record.h"
#include "records/telling/teller.h"

namespace bsup::core {

Result<void> TellApproval(Teller& teller, const ApprovalRecord& approval);
Result<void> TellPolicy(Teller& teller);
Result<void> TellRead(Teller& teller, const ReadRecord& read);
Result<void> TellDisclosure(Teller& teller, const DisclosureRecord& disclosure);
Result<void> TellExport(Teller& teller, const ExportRecord& exported);
Result<void> TellErasure(Teller& teller, const ErasureRecord& erasure);
Result<void> TellKey(Teller& teller, const KeyRecord& key);
Result<void> TellReopen(Teller& teller, const ReopenRecord& reopen);
Result<void> TellConfig(Teller& teller, const ConfigRecord& config);

}  // namespace bsup::core
