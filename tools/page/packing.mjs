// Runs packing.py in Pyodide, in Node, on a folder: node packing.mjs PYODIDE SCRIPT FOLDER
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [pyodideFolder, script, folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(pyodideFolder, 'pyodide.mjs')).href);
// The order in a compiled set goes by hashes, which must be the same each time.
const pyodide = await loadPyodide({ env: { HOME: '/', PYTHONHASHSEED: '0' } });
pyodide.mountNodeFS('/build', folder);
pyodide.runPython(readFileSync(script, 'utf8'));
