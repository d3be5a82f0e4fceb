"""What is known about one lead: its schema, its probability, its deal value and the factors behind them.

- What a company asks: `field`, `schema` (its dictionary and TOML: `schema_form`, `schema_toml`), and what a
  lead answers, held against it: `attributes`, `values`.
- From leads to numbers: `table`, then `features` over `category_columns`, `number_columns`, `date_columns`.
- What is learnt: `maturity` (who teaches), `probability`, `correction`, `deal_value`; together `lead_model`,
  judged by `metrics`.
- What is said of a lead: `scorer`, `factors`, `grade`.
- How a model travels: `artefact` and its signed `manifest`.
"""
