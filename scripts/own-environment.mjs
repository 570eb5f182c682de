// Tests see the machine's folders and this project's own switches, nothing else of the shell that started
// them: not its colours, its CI, its PGHOST, its CLERK_SECRET_KEY.
const KEPT =
  /^(PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|TMP|TEMP|SYSTEMROOT|COMSPEC|PATHEXT|NODE_ENV|CHROMIUM_PATH|TRACE|SCREENSHOTS)$/i;
/** How the machine reaches the network, for what is installed at its first use. */
const NETWORK = /^(HTTPS?_PROXY|NO_PROXY|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|SSL_CERT_DIR)$/i;
const KEPT_PREFIXES = /^(VITEST|TEST_|E2E_|PLAYWRIGHT_|PW_|npm_)/;

/** Deletes from `variables` what is not kept; by default from this process's own environment. */
export function keepOwnEnvironment(variables = process.env) {
  for (const name of Object.keys(variables)) {
    if (![KEPT, NETWORK, KEPT_PREFIXES].some((kept) => kept.test(name))) delete variables[name];
  }
}
