"""`python -m blended_supervision`."""

import signal
import sys

from blended_supervision.commands import main

# As any other filter: ends when nobody reads its output, and at once when it is interrupted within the library.
signal.signal(signal.SIGPIPE, signal.SIG_DFL)
signal.signal(signal.SIGINT, signal.SIG_DFL)
sys.exit(main())
