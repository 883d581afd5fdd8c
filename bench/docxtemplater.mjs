// node docxtemplater.mjs TEMPLATE DATA RESULT: fills a Word template in with docxtemplater's free module.
// Prints how many seconds the second time took, and leaves the file that was made, so that it can be looked at.

import { readFileSync, writeFileSync } from 'node:fs';
import { argv, stdout } from 'node:process';
import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';

const [template, data, result] = argv.slice(2);
const file = readFileSync(template);
const values = JSON.parse(readFileSync(data, 'utf-8'));

/** @returns {Buffer} The document, packed as all Office files are. */
const fillIn = () => {
  const document = new Docxtemplater(new PizZip(file), { paragraphLoop: true });
  document.render(values);
  return document.toBuffer();
};

fillIn();
globalThis.gc?.();
const begun = performance.now();
const made = fillIn();
stdout.write(`${(performance.now() - begun) / 1000}\n`);
writeFileSync(result, made);
