/** Who is browsing: the page's own session, played by a switch. */
const visitors = await fetch("/demo/visitors.json").then((answer) => answer.json());
const wanted = new URLSearchParams(location.search).get("as");

// On a phone the shelf is more interesting than the code.
if (innerWidth < 820) document.querySelector("details").open = false;

const choices = document.querySelector("#visitors");
for (const visitor of visitors) choices.append(choiceFor(visitor));
browseAs(visitors.find(({ id }) => id === wanted) ?? visitors[0]);

document.querySelector("#switch").addEventListener("change", (event) => {
  browseAs(visitors.find(({ id }) => id === event.target.value));
});

/** What a site does when somebody else signs in: ends the chat, begins it for the new person. */
function browseAs({ id, label, key, token, context }) {
  Tagalong("shutdown");
  Tagalong("boot", { key, token: token ?? undefined, context });

  const address = new URL(location.href);
  address.searchParams.set("as", id);
  history.replaceState(null, "", address);
  choices.querySelector(`[value="${CSS.escape(id)}"]`).checked = true;
  document.querySelector("#as").textContent = `Browsing as ${label}`;
  const short = token ? `${token.slice(0, 24)}…` : undefined;
  write("#sent", `Tagalong("boot", ${JSON.stringify({ key, token: short, context }, null, 2)});`);
  document.querySelector("#signed").hidden = !token;
  write("#claims", token ? JSON.stringify(claimsOf(token), null, 2) : "");
}

function choiceFor({ id, label, description }) {
  const choice = document.createElement("label");
  const radio = document.createElement("input");
  const name = document.createElement("b");
  const about = document.createElement("span");
  Object.assign(radio, { type: "radio", name: "visitor", value: id });
  name.textContent = label;
  about.textContent = description;
  choice.append(radio, name, about);
  return choice;
}

function write(selector, text) {
  document.querySelector(selector).textContent = text;
}

function claimsOf(token) {
  const base64 = token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(atob(base64), (character) => character.codePointAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}
