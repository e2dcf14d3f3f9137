// Reads a drawing in DOT from the standard input and prints it as SVG. Graphviz is in the package, compiled to
// WebAssembly, so the same text gives the same drawing on every machine.
import { instance } from "@viz-js/viz";
import { readFileSync } from "node:fs";

const viz = await instance();
process.stdout.write(viz.renderString(readFileSync(0, "utf8"), { format: "svg", engine: "dot" }));
