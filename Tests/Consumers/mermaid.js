// Reads Mermaid drawings with Mermaid's own parser: node mermaid.js mermaid.min.js FILE...
// Prints a line for each: "FILE ok" or "FILE bad" with the reason; exits with 1 if any is bad.
const fs = require('fs');
const vm = require('vm');

// The parser looks at these while it is loaded, and draws nothing.
globalThis.window = globalThis;
globalThis.self = globalThis;
globalThis.addEventListener = () => {};
globalThis.document = { addEventListener() {}, querySelector: () => null, querySelectorAll: () => [] };

// Without a page there is nothing to be cleaned of scripts: texts stay as they are.
const source = fs.readFileSync(process.argv[2], 'utf8')
  .replace(/([\w$]+)\.isSupported=!1,/, '$1.isSupported=!1,$1.addHook=$1.removeHook=()=>{},$1.sanitize=text=>String(text),');
vm.runInThisContext(source);

(async () => {
  mermaid.initialize({ startOnLoad: false });
  let bad = 0;
  for (const file of process.argv.slice(3)) {
    try {
      await mermaid.parse(fs.readFileSync(file, 'utf8'));
      console.log(`${file} ok`);
    } catch (error) {
      bad += 1;
      console.log(`${file} bad: ${String(error.message ?? error).split('\n').slice(0, 4).join(' / ')}`);
    }
  }
  process.exit(bad ? 1 : 0);
})();
