"""What people write, read. Pure, in time linear in the cell; what cannot be read is said to be None.

- One cell whose meaning is known: `amounts` (money), `times`, `phones`, `emails`, `yes_no`.
- The cells of a column of which only its values tell: `numbers`, `moments`.
- What these are made of: `text`, `normal_form`, `figures`, `units`, `dates`, `old_prefixes`.
"""
