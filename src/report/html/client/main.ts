import { fill } from "./details.ts";
import { explore } from "./explore.ts";
import { load } from "./load.ts";
import { sortable } from "./sort-table.ts";
import { switches } from "./switches.ts";

/** What the page does where scripts may run; without, it reads and prints all the same. */

for (const element of document.querySelectorAll<HTMLElement>(".scripted")) element.hidden = false;
switches();
sortable();
const results = load();
fill(results);
explore(results);
