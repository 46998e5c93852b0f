// Opens pages in Chromium and says, as JSON, what is wrong with them: what axe
// finds, what is wider than the window, what the policy of the page refused and
// what it asked of elsewhere.
//
//	node page_checks.js NODE_MODULES CHROMIUM PAGE...
//
// Of a page given as size:PAGE, only the size and what it asks for are looked at:
// axe takes long for long texts.
const [modules, chromium, ...pages] = process.argv.slice(2);
const path = require("path");
const playwright = require(path.join(modules, "playwright-core"));
const axe = require(path.join(modules, "axe-core")).source;

// Colours do not depend on the width, nor anything else on the colours.
const looks = [
  { width: 360, colorScheme: "light", paper: "rgb(255, 255, 255)" },
  { width: 1280, colorScheme: "dark", paper: "rgb(20, 24, 27)" },
];

async function check(browser, name, { width, colorScheme, paper }) {
  const file = name.replace(/^size:/, "");
  const found = [];
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const say = (what) => found.push(`${path.basename(file)}, ${width} pixels, ${colorScheme}: ${what}`);
  page.on("console", (m) => say(`console: ${m.text()}`));
  page.on("pageerror", (e) => say(`error: ${e}`));
  page.on("request", (r) => r.isNavigationRequest() || say(`asks for ${r.url()}`));
  await page.goto("file://" + file);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > width) say(`is ${wide} pixels wide`);
  const styled = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  if (styled !== paper) say(`has the background ${styled}`);
  if (file === name) {
    await page.evaluate(axe);
    const result = await page.evaluate(() => axe.run());
    for (const v of result.violations) for (const n of v.nodes) say(`${v.id}: ${v.help}: ${n.html}`);
    if (result.passes.length === 0) say("axe looked at nothing");
  }
  await page.close();
  return found;
}

(async () => {
  const browser = await playwright.chromium.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] });
  const todo = pages.flatMap((file) => looks.map((look) => [file, look]));
  const found = [];
  const worker = async () => {
    for (let next; (next = todo.shift()); ) found.push(...(await check(browser, ...next)));
  };
  await Promise.all([worker(), worker()]);
  await browser.close();
  console.log(JSON.stringify(found.sort()));
})().catch((e) => {
  console.error(e);
  process.exit(1);
});
