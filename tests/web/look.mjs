import { openBrowser, signIn, axeOn, overflow, complaints, sizes } from "./browser.js";
const url = process.env.WEB_URL, out = process.argv[2]; const lang = process.argv[3] ?? "en"; const crn = process.argv[4] ?? "X100005"
const b = await openBrowser();
const sizesWanted = process.env.SIZE ? {[process.env.SIZE]: sizes[process.env.SIZE]} : sizes
for (const [size, viewport] of Object.entries(sizesWanted)) {
  const page = await (await b.newContext({ viewport })).newPage(); const c = complaints(page);
  const shot = async (name) => { await page.screenshot({ path: `${out}/${name}-${size}.png`, fullPage: true }); const a = await axeOn(page); const o = await overflow(page); if (a.length || o || c.length) console.log(name, size, a, o, c.splice(0)); };
  await page.goto(url + "/sign-in?lang=" + lang); await shot("sign-in");
  await signIn(page, url, "Olive Officer"); await shot("cases");
  await page.goto(url + `/case/${crn}`); await shot("case");
  await page.locator("main button").first().click(); await shot("arrange");
  const settle = page.waitForResponse(r => r.url().endsWith("/advice"));
  await page.locator("input[name=mode][value=telephone]").check(); await settle; await page.waitForTimeout(100); await shot("arrange-telephone");
  await page.locator("main button[data-prevent-double-click]").last().click(); await page.waitForLoadState(); await shot("before");
  if (page.url().endsWith("/before")) await page.locator(".govuk-link--inverse").click(); await shot("reason");
  if (page.url().endsWith("/reason")) { 
  await page.locator("main button").last().click(); await shot("reason-errors");
  await page.locator("input[name=code]").nth(3).check(); await page.locator("#words").fill("On nights until Friday.\nAn office visit on his first day off is arranged."); await page.locator("#promise").selectOption("office"); await page.locator("#promise-by").fill("1/12/2026"); await page.locator("main button.govuk-button").last().click(); } await shot("check");
  await page.locator("main button").last().click(); await shot("decision");
  console.log(page.url());
  await page.goto(url + `/case/${crn}`); await shot("case-after");
}
await b.close();
