// What both example hosts are told and asked: the sample caseload, its users, the paths of the pages.
// To run the kit against a host of your own, copy this and fill it in; kit/README.md says how.
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { attack, bidi } from "../kit/attacks.js";

export const description = {
  // Two practitioners who may arrange contacts: neither may see what the other has begun.
  accounts: { one: "Olive Officer", other: "Pat Practitioner" },
  async signIn(page, url, account) {
    await page.goto(`${url}/sign-in`);
    await page.getByLabel(account).check();
    await page.locator("main button").click();
    await page.waitForURL(`${url}/cases`);
  },
  async signOut(page) { await page.locator("form[action='/sign-out'] button").click(); },
  sessionCookie: "session",
  token: "csrf", // the field of a form that shows that the form is the host's own

  // From then on the pages are in this language.
  languages: ["en", "cy"],
  async speak(page, url, language) { await page.goto(`${url}/sign-in?lang=${language}`); },

  paths: {
    open: "/sign-in", // for anybody
    cases: "/cases", // a list, or any page of somebody who is signed in
    case: (crn) => `/case/${crn}`,
    nowhere: "/nowhere",
    draft: /\/draft\/[0-9a-f]{64}$/,
    before: /\/before$/, // the interruption
    reason: /\/reason(\?check=1)?$/,
    check: /\/check$/,
    decision: /\/decision\/[0-9a-f]{64}$/,
  },
  // Beyond the fields that the template of the advice brings: where they are on the pages.
  at: {
    arrange: "main form button", // on the page of a case
    next: "main button[data-prevent-double-click]", // goes on to the next page
    update: "button[name=update]", // fetches the advice where there is no script
    goOn: "main a.govuk-link--inverse", // the interruption's link to go on
    date: "#date",
    code: "input[name=code]",
    words: "#words",
    error: ".govuk-error-summary a",
    promise: { what: "#promise", by: "#promise-by" }, // to make up for it, on the page of the reason; or null
  },
  errorTitle: /^(Error|Gwall): /,
  receipt: /Record number (\d+)/, // what the page of a decision says, in the first language
  dates: { good: "24/11/2026", later: "1/12/2026", wrong: "31/2/2026" },

  modes: { remote: "telephone", inPerson: "office" },
  question: "contact.private_place", // a fact that the policy asks for, answered with true or false
  // By what the policy says of them. No two may be the same.
  cases: {
    outside: "X100005", // a remote contact is outside policy: an alert, an interruption, a reason
    names: ["Rupert", "Mockup"], // of that person: never in the title of a page
    asks: "X100003", // a remote contact raises questions
    agreed: "X100001", // a contact in person is as advised: no reason
    plain: "X100002", // any
    live: "X100009", // any, whose advice changes with the mode
    forged: "X100010", // any
    more: ["X100007", "X100008", "X100012"], // with other advice, for axe
    restricted: "X100011", // the first account may not see it, the other may; or null
    hostile: "X666666", // every text of it is kit/attacks.js's; or null
    unreadable: "X777777", // the plugin refuses to read it; or null
  },
};

// The sample caseload, with a case of attacks and one that the plugin refuses to read.
export function sampleData() {
  const folder = mkdtempSync(join(tmpdir(), "bsup-web-data-"));
  const from = resolve(import.meta.dirname, "../../../host-stubs/data");
  for (const name of readdirSync(from).filter((each) => /^X.*\.json$/.test(each))) {
    writeFileSync(join(folder, name), readFileSync(join(from, name)));
  }
  const hostile = JSON.parse(readFileSync(join(from, "X100005.json"), "utf8"));
  hostile.crn = "X666666";
  hostile.personalDetails.name = { forename: attack, middleName: "", surname: bidi };
  hostile.tierV3.tierScore = attack;
  hostile.roshWidget.overallRisk = attack;
  hostile.activity.activities[0].type = attack;
  writeFileSync(join(folder, "X666666.json"), JSON.stringify(hostile));
  // A key is there twice.
  const twice = readFileSync(join(from, "X100010.json"), "utf8").replaceAll("X100010", "X777777");
  writeFileSync(join(folder, "X777777.json"), twice.replace("{", '{"crn": "X777777",'));
  return folder;
}
