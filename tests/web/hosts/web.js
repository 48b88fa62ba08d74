// The example host in C++.
import { startHost } from "../host.js";
import { description, sampleData } from "./sample.js";

export default { ...description, start: () => startHost("--data", sampleData()) };
