/** Names of what rows name by id only: asked once, then kept on the device. */
import { read } from "/assets/frame/api.js";
import { element } from "/assets/frame/dom.js";

const NAMED = { device: "/v1/devices/", enterprise: "/v1/enterprises/" };

export function keptNames({ shelved, shelve }) {
  const names = new Map();

  /** The name of a device or an enterprise; its id where nobody can say it now. */
  async function nameOf(kind, id) {
    const key = `${kind}:${id}`;
    if (names.has(key)) return names.get(key);
    const kept = await shelved(key);
    if (kept) {
      names.set(key, kept);
      return kept;
    }
    try {
      const { name } = await read(NAMED[kind] + encodeURIComponent(id));
      if (!name) return id;
      names.set(key, name);
      await shelve(key, name);
      return name;
    } catch {
      return id;
    }
  }

  /** Text that becomes a name as soon as it is known. */
  function named(tag, className, kind, id) {
    const made = element(tag, { className, text: names.get(`${kind}:${id}`) ?? id, title: id });
    nameOf(kind, id).then((name) => { made.textContent = name; });
    return made;
  }

  return { nameOf, named, nameNow: (kind, id) => names.get(`${kind}:${id}`) };
}
