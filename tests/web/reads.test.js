// What each page leaves in the trail: what the table of the host's README says, and nothing else.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { after, before, test } from "node:test";
import { Visitor, startHost } from "./host.js";

const CRN = "X100002";
const readme = readFileSync(resolve(import.meta.dirname, "../../host-stubs/web/README.md"), "utf8");
// "/case/{crn}" → "READ", as the table of the README says it.
const told = new Map();
for (const [, paths, records] of readme.matchAll(/^\| (`\/.*?) \| .*? \|(?: (.*))? \|$/gm)) {
  for (const [, path] of paths.matchAll(/`([^`]+)`/g)) told.set(path, records ?? "");
}

let host, ari;
before(async () => { host = await startHost(); ari = await new Visitor(host.url).signIn("ari"); });
after(async () => { await host?.stop(); });

// The kinds of the records about the person, oldest first. Looking leaves a READ, for the next look.
const kinds = { "Records read": "READ", "Advice shown": "ADVICE", Decision: "DECISION", Approval: "APPROVAL",
  Refusal: "APPROVAL", Outcome: "OUTCOME" };
async function recorded() {
  const page = await (await ari.get(`/case/${CRN}/trail`)).text();
  return [...page.matchAll(/moj-timeline__title">([^<(]*)/g)].map(([, heading]) => kinds[heading.trim()] ?? heading)
    .reverse();
}

test("each page leaves what the README says", async () => {
  const olive = await new Visitor(host.url).signIn("olive"), sam = await new Visitor(host.url).signIn("sam");
  const value = (page, name) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(page)?.[1];
  await olive.get(`/case/${CRN}`);
  const draft = await olive.arrange(CRN);
  let seen = (await recorded()).length;
  const left = async (act) => {
    const answer = await act();
    const all = await recorded(), mine = all.slice(seen + 1); // the look before left one
    seen = all.length;
    return [mine.join(", "), await answer.text(), answer];
  };
  const get = async (visitor, path) => left(() => visitor.get(path));

  assert.equal((await get(olive, `/case/${CRN}`))[0], "READ");
  const [reads, page] = await get(olive, draft);
  assert.equal(reads, "READ");
  const fields = { date: "23/11/2026", purpose: "supervision meeting", role: "counts", mode: "home visit" };
  assert.equal((await left(() => olive.post(`${draft}/advice`, fields)))[0], "", "live");
  assert.equal((await left(() => olive.post(draft, { ...fields, basis: value(page, "basis") })))[0], "ADVICE");
  assert.match(told.get("/draft/{id}"), /^READ; at Continue an ADVICE$/);
  const [none, reason] = await get(olive, `${draft}/reason`);
  await olive.post(`${draft}/reason`, { code: value(reason, "code"), words: "It is the only way this week." });
  const [still, check] = await get(olive, `${draft}/check`);
  assert.deepEqual([none, still], ["", ""]);
  for (const step of ["before", "reason", "check"]) assert.equal(told.get(`/draft/{id}/${step}`), "");
  const [decided, , answer] = await left(() => olive.post(`${draft}/record`, { checked: value(check, "checked") }));
  const decision = answer.headers.get("location");
  assert.equal([decided, (await get(olive, decision))[0]].join(", then "), told.get("/decision/{id}"));

  const [list, waiting] = await get(sam, "/approvals");
  const approval = /\/approval\/\d+/.exec(waiting)[0];
  assert.equal(list, "READ");
  assert.equal((await get(sam, approval))[0], "READ");
  assert.equal((await left(() => sam.post(approval, { approve: "no", words: "No." })))[0], "READ, APPROVAL");
  assert.equal(told.get("/approval/{n}"), "READ, APPROVAL");
  assert.equal((await get(sam, "/team"))[0], "", "an EXPORT names nobody");
  assert.equal((await get(olive, "/cases"))[0], "", "nor does a list");
  const outcome = { form: "a".repeat(64), mode: "office", attended: "attended" };
  assert.equal((await left(() => olive.post(`${decision}/outcome`, outcome)))[0], told.get("/decision/{id}/outcome"));
  assert.equal((await get(sam, `/case/${CRN}/trail`))[0], told.get("/case/{crn}/trail"));
  assert.equal(told.get("/case/{crn}"), "READ");
  assert.ok(told.size >= 10, "control: the table was read");
});
