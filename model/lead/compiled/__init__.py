"""A lead model as finite tables: a dictionary in, probability, deal value and factors out, in microseconds.

- From a row to codes: `readers`, one for each kind of field, gathered in `code_book`.
- From fitted trees to tables: `forest` (the one place that reads scikit-learn's private parts), `masks`,
  `leaf_paths`, `leaf_tables`.
- What runs: `kernels` and `leaf_kernel`, machine code that `kernel_cache` keeps on disk.
- All together: `compile_model` makes a `compiled_model`, and checks it against the pipeline it came from.
"""
