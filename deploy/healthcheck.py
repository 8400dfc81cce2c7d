"""Ask the web process beside this one whether it lives; end with an error when it does not."""

import os
from urllib.request import Request, urlopen

# The site answers to its own name only.
host = os.environ["ALLOWED_HOSTS"].partition(",")[0]
address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/healthz"
urlopen(Request(address, headers={"Host": host}), timeout=4)
