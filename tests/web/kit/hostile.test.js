// What somebody tries who is not a friend. Each attack has a control: the same without the attack.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { complaints } from "../browser.js";
import { attack } from "./attacks.js";
import { described, formOf, goOn, modeIs, openKit, visitorOf } from "./host.js";
import { head, raw, slowConnections } from "./raw.js";

const { accounts, at, cases, dates, modes, paths, question, sessionCookie, token } = described;
let kit;
before(async () => { kit = await openKit(); });
after(async () => { await kit?.stop(); });

// Somebody who arranges a contact: page, visitor, and where the element posts the form.
async function arranging(account, crn) {
  const page = await kit.page(account);
  await kit.arrange(page, crn);
  const endpoint = await page.locator("contact-mode-advice").getAttribute("endpoint");
  return { page, visitor: await visitorOf(page), endpoint, ...await formOf(page, at.next) };
}

test("nothing in a case or a form becomes markup", async (t) => {
  if (!cases.hostile) t.diagnostic("the description has no hostile case: forms alone are tried");
  const crn = cases.hostile ?? cases.outside;
  const page = await kit.page(accounts.one);
  const wrong = complaints(page);
  const foreign = () => page.evaluate(() =>
    [window.ran, document.querySelectorAll("img[src=x], script:not([src]):not([nonce])").length]);
  const clean = async (where) => {
    assert.deepEqual(await foreign(), [undefined, 0], where);
    assert.deepEqual(wrong, [], where);
    assert.ok(!(await page.title()).includes("\u202E"), where);
  };
  await page.goto(`${kit.url}${paths.cases}?q=${encodeURIComponent(attack)}`);
  await clean("cases");
  await page.goto(kit.url + paths.case(crn));
  await clean("case");
  if (cases.hostile) {
    assert.match(await page.locator("body").textContent(), /onerror/, "it is there, as text");
    assert.ok(await page.locator("bdi", { hasText: "txt.exe" }).count(), "the name is isolated");
  }
  await kit.arrange(page, crn);
  await clean("arrange");
  await page.locator(at.date).fill(attack);
  await page.locator(at.next).first().click();
  await page.waitForLoadState();
  await clean("arrange, errors");
  assert.equal(await page.locator(at.date).inputValue(), attack);
  await page.locator(at.date).fill(dates.good);
  await page.locator(modeIs(modes.remote)).check();
  await goOn(page);
  await page.waitForURL(paths.reason);
  await page.locator(at.code).first().check();
  await page.locator(at.words).fill(attack);
  await page.locator(at.next).click();
  await page.waitForURL(paths.check);
  await clean("check");
  assert.ok((await page.locator("main").textContent()).includes(attack), "the words are there");
  await page.locator(at.next).click();
  await page.waitForURL(paths.decision);
  await clean("decision");
  // Control: markup that is let through is seen.
  await page.evaluate(() => document.querySelector("main").append(new Image()));
  await page.evaluate(() => (document.querySelector("main img").src = "x"));
  assert.deepEqual((await foreign())[1], 1);
});

test("a form from elsewhere is refused, and nothing is done", async () => {
  const page = await kit.page(accounts.one), other = await kit.page(accounts.other);
  for (const each of [page, other]) await each.goto(kit.url + paths.case(cases.forged));
  const { path, fields } = await formOf(page, at.arrange);
  const theirs = (await formOf(other, at.arrange)).fields.find(([name]) => name === token)[1];
  const visitor = await visitorOf(page);
  const begin = (others, headers) => visitor.post(path, fields, others, headers);
  const refused = async (answer, why) => assert.equal((await answer).status, 403, why);
  await refused(begin({ [token]: "" }), "without a token");
  await refused(begin({ [token]: theirs }), "with another's token");
  await refused(begin({ [token]: "0".repeat(64) }), "with a token that nobody has");
  for (const origin of ["http://evil.example", "null"]) {
    await refused(begin({}, { Origin: origin }), `from ${origin}`);
  }
  await refused(begin({}, { Origin: "http://evil.example", "Sec-Fetch-Site": "cross-site" }), "cross-site");
  const begun = await begin({});
  assert.ok([302, 303].includes(begun.status), "control: with all of it");
  await described.signOut(page);
  await page.waitForLoadState();
  const late = await begin({});
  assert.doesNotMatch(late.headers.get("location") ?? "", paths.draft, "once signed out");
});

test("the session: no script reads it, none is fixed, none lives on", async () => {
  const page = await kit.page(null);
  const planted = "a".repeat(64);
  await page.context().addCookies([{ name: sessionCookie, value: planted, url: kit.url }]);
  await described.signIn(page, kit.url, accounts.one);
  const cookie = (await page.context().cookies()).find((each) => each.name === sessionCookie);
  assert.notEqual(cookie.value, planted, "not the one that was sent");
  assert.ok(cookie.value.length >= 22, "and not to be guessed");
  assert.ok(cookie.httpOnly && ["Lax", "Strict"].includes(cookie.sameSite));
  assert.equal(cookie.secure, kit.url.startsWith("https:"));
  assert.equal(await page.evaluate(() => document.cookie), "");
  const status = async (visitor) => (await visitor.get(paths.cases)).status;
  const first = await visitorOf(page);
  assert.equal(await status(first), 200, "control");
  await described.signIn(page, kit.url, accounts.one);
  assert.notEqual(await status(first), 200, "the old one ended at the new sign-in");
  const second = await visitorOf(page);
  assert.equal(await status(second), 200, "control");
  await described.signOut(page);
  await page.waitForLoadState();
  assert.notEqual(await status(second), 200, "and this one at the sign-out");
});

test("somebody else's draft or a restricted case is not there", async (t) => {
  const mine = await arranging(accounts.one, cases.plain);
  const other = await kit.page(accounts.other);
  await other.goto(kit.url + paths.cases);
  const stranger = await visitorOf(other);
  const draft = new URL(mine.page.url()).pathname;
  assert.equal((await stranger.get(draft)).status, 404);
  const { value } = (await other.context().cookies()).find((each) => each.name === sessionCookie);
  assert.ok(value, "somebody is signed in");
  await other.goto(kit.url + paths.case(cases.plain));
  const own = (await formOf(other, at.arrange)).fields.find(([name]) => name === token);
  for (const path of [mine.endpoint, mine.path]) {
    assert.equal((await stranger.post(path, mine.fields, { [token]: own[1] })).status, 404, path);
  }
  assert.equal((await mine.visitor.get(draft)).status, 200, "control");

  if (!cases.restricted) return t.diagnostic("the description has no restricted case: not tried");
  const path = paths.case(cases.restricted);
  assert.equal((await mine.visitor.get(path)).status, 404, "restricted");
  const list = await (await mine.visitor.get(paths.cases)).text();
  assert.ok(!list.includes(cases.restricted));
  assert.equal((await stranger.get(path)).status, 200, "control: who may");
});

test("a page answers questions, and approves nothing", async () => {
  const { visitor, endpoint, fields, page } = await arranging(accounts.other, cases.forged);
  const live = (more) => visitor.post(endpoint, fields, { mode: modes.remote, ...more });
  const said = async (more) => (await live(more)).json();
  const before = await said({});
  assert.ok(before.modes.length > 1, "control");
  assert.equal(before.choice.mode, modes.remote);
  const name = `ask.${question}`;
  assert.equal((await live({ [name]: `{"${question}":true}` })).status, 200, "control: an answer");
  for (const value of [
    '{"approvals":[{"role":"senior probation officer"}]}', '{"confirmed":["x"]}', '{"shown":["x"]}',
    '{"approvals":true}', "{", '{"no.such.fact":true}', `{"${question}":7}`,
  ]) {
    const { status } = await live({ [name]: value });
    assert.ok(status >= 400 && status < 500, `${value}: ${status}`);
  }
  // A box for a number may hold anything: what is not a number is left out, and said at Continue.
  for (const value of ["[1]", "true", "forty", '"approvals"']) {
    const view = await said({ "ask.circumstances.travel_minutes": value });
    assert.deepEqual(view.lead, before.lead, value);
  }
  for (const more of [{ mode: "pigeon" }, { mode: attack }]) {
    const { status } = await live(more);
    assert.ok(status >= 400 && status < 500, `${more.mode}: ${status}`);
  }
  assert.equal((await visitor.get(new URL(page.url()).pathname)).status, 200, "the draft is as it was");
});

test("a case that cannot be read stops nobody, and decides nothing", async (t) => {
  if (!cases.unreadable) return t.skip("the description has no case that cannot be read");
  const { page, visitor, endpoint, fields } = await arranging(accounts.one, cases.unreadable);
  assert.equal(await page.locator("input[name=mode]:enabled").count() > 1, true, "every way to meet");
  assert.ok(await page.locator(".moj-alert--warning:visible").count(), "and why there is no advice");
  assert.equal((await visitor.post(endpoint, fields, { mode: modes.inPerson })).status, 503);
  await page.locator(at.date).fill(dates.good);
  await page.locator(modeIs(modes.inPerson)).check();
  await page.locator(at.next).first().click();
  await page.waitForLoadState();
  for (const step of [paths.reason, paths.check, paths.decision]) assert.doesNotMatch(page.url(), step);
  assert.equal(await page.locator(at.error).count(), 0, "it goes on");
});

test("what is not HTTP, too much or too odd ends at the door", async () => {
  const url = new URL(kit.url);
  const get = `GET ${paths.open} HTTP/1.1`, post = `POST ${paths.open} HTTP/1.1`;
  const form = ["Content-Type: application/x-www-form-urlencoded", `Origin: ${url.origin}`];
  const say = (lines, ...body) => raw(url, head(url, ...lines), ...body);
  const tooLarge = / 413 | 400 |closed/;
  assert.match(await say([get]), / 200 /, "control");
  assert.doesNotMatch(await say([post, ...form, "Content-Length: 3"], "a=b"), tooLarge, "control: a small one");
  assert.match(await say([get, `X: ${"a".repeat(64 * 1024)}`]), / 431 | 400 |closed/);
  assert.match(await say([post, ...form, `Content-Length: ${1024 * 1024}`], "a".repeat(1024 * 1024)), tooLarge);
  const chunk = `10000\r\n${"a".repeat(65536)}\r\n`;
  assert.match(await say([post, ...form, "Transfer-Encoding: chunked"], chunk.repeat(16), "0\r\n\r\n"), tooLarge);
  const many = Array.from({ length: 2000 }, (_, n) => `f${n}=1`).join("&");
  assert.match(await say([post, ...form, `Content-Length: ${many.length}`], many), tooLarge);
  assert.match(await say([post, ...form, "Content-Length: 4", "Content-Length: 5"], "aaaa"), / 400 |closed/);
  assert.match(await say([post, ...form, "Content-Length: 4", "Transfer-Encoding: chunked"], "0\r\n\r\n"), / 400 |closed/);
  assert.match(await raw(url, "nonsense\r\n\r\n"), / 400 |closed/);
  for (const odd of ["%zz", "%00", "%ff", "%0d%0aX:%20y", "a[b]=c&a[__proto__]=d"]) {
    assert.match(await say([`GET ${paths.open}?a=${odd} HTTP/1.1`]), / (200|4\d\d) /, odd);
  }
  for (const path of ["/%2e%2e/%2e%2e/etc/passwd", "/assets/../../etc/passwd", "/assets/%2e%2e%2f%2e%2e%2fpackage.json"]) {
    assert.doesNotMatch(await say([`GET ${path} HTTP/1.1`]), / 200 /, path);
  }
  assert.match(await say([`DELETE ${paths.cases} HTTP/1.1`]), / 4\d\d /);
  const elsewhere = await raw(url, `${get}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`);
  assert.match(elsewhere, / 4\d\d |closed/, "by another name");
});

const short = Boolean(process.env.WEB_SHORT);
test("300 slow connections do not stop the host for good", { skip: short, timeout: 120000 }, async () => {
  const url = new URL(kit.url);
  const seconds = await slowConnections(url);
  assert.ok(seconds < 60, `each was cut off, the last after ${seconds} s`);
  assert.match(await raw(url, head(url, `GET ${paths.open} HTTP/1.1`)), / 200 /);
});

test("every page has its headers, and no title names a person", async () => {
  const page = await kit.page(accounts.one);
  await page.goto(kit.url + paths.case(cases.outside));
  const visitor = await visitorOf(page);
  for (const path of [paths.open, paths.cases, paths.case(cases.outside), paths.nowhere]) {
    const { headers } = await visitor.get(path);
    const policy = headers.get("content-security-policy");
    assert.match(policy, /(default|script)-src /, path);
    assert.doesNotMatch(policy, /unsafe-|script-src[^;]*\*/, path);
    for (const part of ["base-uri", "frame-ancestors", "form-action"]) {
      assert.match(policy, new RegExp(`${part} ('none'|'self')`), path);
    }
    assert.equal(headers.get("x-content-type-options"), "nosniff", path);
    assert.match(headers.get("referrer-policy"), /^(same-origin|no-referrer|strict-origin)$/, path);
    assert.match(headers.get("cache-control"), /no-store/, path);
    assert.doesNotMatch(headers.get("server") ?? "", /\d/, `${path}: a version`);
    assert.equal(headers.get("x-powered-by"), null, path);
  }
  const title = await page.title();
  const body = await page.locator("body").textContent();
  for (const name of cases.names) {
    assert.ok(body.includes(name), `control: ${name} is on the page`);
    assert.ok(!title.includes(name), `and not in its title: ${title}`);
  }
  assert.ok(!title.includes(cases.outside));
});

test("a link goes where the step says, whatever the query says", async () => {
  const page = await kit.page(accounts.one);
  const query = "?back=//evil.example&next=//evil.example&returnUrl=https://evil.example";
  await page.goto(kit.url + paths.case(cases.outside) + query);
  const targets = await page.locator("a, form").evaluateAll((all) => all.map((each) => each.href || each.action));
  assert.ok(targets.length > 2);
  assert.deepEqual(targets.filter((each) => new URL(each).origin !== new URL(page.url()).origin), []);
});
