// What needs a script: the components of the two frontends, and advice that keeps up with the form.
import {
  Button, Checkboxes, ErrorSummary, Radios, ServiceNavigation, SkipLink, createAll,
} from "./govuk-frontend.min.js";
import { DatePicker, SortableTable } from "./moj-frontend.min.js";
import "./contact-mode-advice.js";
import "./keep-form.js";
import "./session-end.js";

const components = [
  Button, Checkboxes, ErrorSummary, Radios, ServiceNavigation, SkipLink, DatePicker, SortableTable,
];
for (const component of components) createAll(component);
