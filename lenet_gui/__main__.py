"""``python -m lenet_gui``."""

from lenet_gui.app import main

raise SystemExit(main())
