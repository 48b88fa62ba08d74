// The pictures of host-stubs/web/docs, of the pages as they are: node tests/web/pictures.js
// They need the example host as it is built (WEB_BUILD) and its own day, so they are always the same.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { openBrowser, signIn } from "./browser.js";
import { Visitor, startHost } from "./host.js";

const out = process.argv[2] ?? resolve(import.meta.dirname, "../../host-stubs/web/docs");
mkdirSync(out, { recursive: true });
const host = await startHost();
const browser = await openBrowser();

async function visitor(name, { width = 1280, height = 800, language = "en", ...more } = {}) {
  const context = await browser.newContext({
    viewport: { width, height }, deviceScaleFactor: 1, reducedMotion: "reduce", ...more,
  });
  const page = await context.newPage();
  await page.goto(`${host.url}/sign-in?lang=${language}`);
  await signIn(page, host.url, name);
  return page;
}
const picture = async (page, name, fullPage = true) => {
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.activeElement?.blur());
  await page.screenshot({ path: join(out, `${name}.png`), fullPage, animations: "disabled" });
  console.log(name);
};
const go = async (page, path) => {
  await page.locator("main button[data-prevent-double-click]").first().click();
  await page.waitForURL(path);
};
const arrange = async (page, crn, mode) => {
  await page.goto(`${host.url}/case/${crn}`);
  await go(page, /\/draft\//);
  const radio = page.locator(`input[name=mode][value="${mode}"]`);
  if (!mode || await radio.isChecked()) return;
  const answer = page.waitForResponse((each) => each.url().endsWith("/advice"));
  await radio.check();
  await (await answer).finished();
  await page.waitForTimeout(100);
};

// The top of the page, for the README.
const top = await visitor("Pat Practitioner", { width: 1000, height: 1330 });
await arrange(top, "X100005");
await picture(top, "arrange", false);

const olive = await visitor("Olive Officer");
await arrange(olive, "X100005", "telephone");
await picture(olive, "arrange-outside-policy");
await go(olive, /\/before$/);
await picture(olive, "before");
await olive.locator("a.govuk-link--inverse").click();
await olive.waitForURL(/\/reason$/);
await olive.locator("input[name=code]").first().check();
await olive.locator("#words").fill("He works nights until Friday.");
await olive.locator("#promise").selectOption("office");
await olive.locator("#promise-by").fill("1/12/2026");
await go(olive, /\/check$/);
await picture(olive, "check");
await (await new Visitor(host.url).signIn("pat")).decide("X100005", "office");
await olive.goto(`${host.url}/case/X100005/contacts`);
await picture(olive, "contacts");

const phone = await visitor("Pat Practitioner", { width: 320 });
await arrange(phone, "X100005", "telephone");
await picture(phone, "arrange-320");
await phone.goto(`${host.url}/case/X100005/contacts`);
await picture(phone, "contacts-320");

const welsh = await visitor("Pat Practitioner", { language: "cy" });
await arrange(welsh, "X100002", "home visit");
await picture(welsh, "arrange-welsh");

const forced = await visitor("Pat Practitioner", { forcedColors: "active" });
await arrange(forced, "X100005", "telephone");
await picture(forced, "arrange-forced-colours");

await (await new Visitor(host.url).signIn("olive")).decide("X100002", "home visit");
const sam = await visitor("Sam Senior");
await sam.goto(`${host.url}/approvals`);
await picture(sam, "approvals");
await sam.goto(`${host.url}/team`);
await picture(sam, "team");
await sam.goto(`${host.url}/case/X100002/trail`);
await picture(sam, "trail");

await browser.close();
await host.stop();
