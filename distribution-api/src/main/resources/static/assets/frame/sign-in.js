/** The page that asks for a key, and leads to where its person works. */
import { askForKey, byId } from "/assets/frame/frame.js";
import { HOME } from "/assets/frame/nav.js";

/** Only a path of this server: an address of another one would be a trap. */
function wanted() {
  const next = new URLSearchParams(location.search).get("next") ?? "";
  return /^\/(?![/\\])/.test(next) ? next : null;
}

const person = await askForKey(byId("signIn"));
location.replace(wanted() ?? HOME[person.role] ?? "/");
