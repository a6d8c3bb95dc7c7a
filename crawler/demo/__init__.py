"""The demo portals' documents: invented organs and prose, made by ``python -m crawler.demo.generate`` and committed.

Nothing here describes a real organ, except that the figures of five published reports (``seed_figures.json``, facts)
are printed in five of the invented ones, so that the demo shows what real figures look like.
"""
