// What needs a script: the components of the two frontends, and advice that keeps up with the form.
import { initAll } from "./govuk-frontend.min.js";
import { initAll as initMoj } from "./moj-frontend.min.js";
import "./contact-mode-advice.js";

initAll();
initMoj();
