// The pages, each in the file of its name. What each may see is settled in routes.cc before it is
// called.
#pragma once

#include "app.h"

namespace web::pages {

// sign_in.cc
Answer SignIn(Visit& visit);
Answer TakeSignIn(Visit& visit);
Answer SignOut(Visit& visit);
Answer Stay(Visit& visit);
Answer Home(Visit& visit);
// cases.cc
Answer Cases(Visit& visit);
// case.cc
Answer Case(Visit& visit);
Answer Start(Visit& visit);
// contacts.cc
Answer Contacts(Visit& visit);
// arrange.cc
Answer Arrange(Visit& visit);
Answer TakeArranged(Visit& visit);
Answer LiveAdvice(Visit& visit);
Answer Without(Visit& visit);
// before.cc
Answer Before(Visit& visit);
// reason.cc
Answer Reason(Visit& visit);
Answer TakeReasoned(Visit& visit);
// check.cc
Answer Check(Visit& visit);
// record.cc
Answer Record(Visit& visit);
// decision.cc
Answer Decision(Visit& visit);
// outcome.cc
Answer Outcome(Visit& visit);
Answer TakeOutcome(Visit& visit);
// approvals.cc
Answer Approvals(Visit& visit);
// approval.cc
Answer Approval(Visit& visit);
Answer TakeApproval(Visit& visit);
// team.cc
Answer Team(Visit& visit);
// trail.cc
Answer Trail(Visit& visit);
Answer Verify(Visit& visit);
Answer PersonTrail(Visit& visit);
Answer Proof(Visit& visit);

}  // namespace web::pages
