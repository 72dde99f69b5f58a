"""Knowing when a page stands still: its messages are watched, since nothing on a page shows that it asked for a run."""

import itertools

from playwright.sync_api import BrowserContext, Page
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PATIENCE_MS = 60_000
STILL_MS, TICK_MS = 600, 50
"""How long a page stands still before it is taken to be done, counted in its own ticks: a map tells its bounds a quarter of a
second after it came to rest, and a busy page ticks as late as it tells."""

_WATCH = """(() => {
  if (window.__runs) return;
  const runs = (window.__runs = { page: false, fragment: false, still: 0, call: 0 });
  // The fields of a message on its first level, by number: a number, or the bytes.
  const fields = (data) => {
    const bytes = data instanceof Uint8Array ? data : new Uint8Array(data), found = {};
    let at = 0;
    const number = () => {
      let value = 0, shift = 1, byte;
      do { byte = bytes[at++]; value += (byte & 127) * shift; shift *= 128; } while (byte & 128);
      return value;
    };
    while (at < bytes.length) {
      const key = number(), kind = key & 7, field = Math.floor(key / 8);
      if (kind === 0) found[field] = number();
      else if (kind === 2) { const size = number(); found[field] = bytes.subarray(at, at + size); at += size; }
      else at += kind === 1 ? 8 : 4;
    }
    return found;
  };
  window.WebSocket = class extends window.WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', (event) => {
        if (!(event.data instanceof ArrayBuffer)) return;
        const ended = fields(event.data)[FINISHED];
        if (ended === undefined || ended === EARLY) return;
        runs.fragment = false;
        if (ended !== OF_FRAGMENT) runs.page = false;
      });
    }
    send(data) {
      const asked = typeof data === 'string' ? undefined : fields(data)[RERUN];
      if (asked) {
        const state = fields(asked);
        if (!state[BY_ITSELF]) {
          runs[state[FRAGMENT]?.length ? 'fragment' : 'page'] = true;
          runs.still = 0;
        }
      }
      return super.send(data);
    }
  };
})();"""

_IS_STILL = """([call, enough]) => {
  const runs = window.__runs, app = document.querySelector('[data-testid=stApp]');
  if (!runs || !app) return false;
  if (runs.call !== call) { runs.call = call; runs.still = 0; }
  // What looks in by the clock, as the page of somebody signed in does, leaves the count as it is.
  if (runs.page || runs.fragment) runs.still = 0;
  else if (app.dataset.testScriptState === 'notRunning') runs.still += 1;
  return runs.still > enough;
}"""
_calls = itertools.count(1)


def _watch() -> str:
    numbers = {
        "FINISHED": ForwardMsg.DESCRIPTOR.fields_by_name["script_finished"].number,
        "EARLY": ForwardMsg.FINISHED_EARLY_FOR_RERUN,
        "OF_FRAGMENT": ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
        "RERUN": BackMsg.DESCRIPTOR.fields_by_name["rerun_script"].number,
        "BY_ITSELF": ClientState.DESCRIPTOR.fields_by_name["is_auto_rerun"].number,
        "FRAGMENT": ClientState.DESCRIPTOR.fields_by_name["fragment_id"].number,
    }
    return f"(() => {{ const {', '.join(f'{name} = {number}' for name, number in numbers.items())};\n{_WATCH} }})();"


def watch_runs(context: BrowserContext) -> None:
    """Count the runs of every page that the context opens from now on."""
    context.add_init_script(_watch())


def settled(page: Page) -> None:
    """Wait until every run that a page asked for has ended, none is under way, and it has asked for no other for a while."""
    page.wait_for_function(_IS_STILL, arg=[next(_calls), STILL_MS // TICK_MS], timeout=PATIENCE_MS, polling=TICK_MS)
