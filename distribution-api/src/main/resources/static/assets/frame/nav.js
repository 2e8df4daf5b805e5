/** The pages, and who works where. */
const PAGES = [
  ["work", ["operator", "admin"]],
  ["drive", ["operator", "admin"]],
  ["quality", ["quality", "admin"]],
  ["portal", ["enterprise"]],
  ["desk", ["regulator", "quality", "admin"]],
  ["admin", ["admin"]],
];

/** Where a person begins. */
export const HOME = { operator: "/work", quality: "/quality", enterprise: "/portal", regulator: "/desk", admin: "/admin" };

/** The names of the pages of a role; the overview is everybody's. */
export const pagesOf = (role) => PAGES.filter(([, roles]) => roles.includes(role)).map(([name]) => name);
