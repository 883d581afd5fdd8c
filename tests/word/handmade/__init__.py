"""Made-up Word reports as people make them by hand, each with what was meant by it.

``python -m tests.word.handmade`` makes many of them and says how well they come in.
"""
