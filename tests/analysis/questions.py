"""Studies of test functions, and answers as Python reads them."""
import json

import driver


class Case(driver.Case):
    def study(self, text, name="function"):
        """Runs and merges a study of a function; returns its folder."""
        self.write(name + ".toml", "schema_version = 1\n" + (f'id = "{name}"\n' if "id =" not in text.split("[")[0] else "") + text)
        self.succeeds("study", "run", name + ".toml", "--quiet")
        self.succeeds("study", "merge", name + ".study")
        return name + ".study"

    def ask(self, question, what, *options):
        """The answer to a question, as its JSON."""
        return json.loads(self.succeeds("analyze", question, what, "--json", *options))["answers"][0]

    def rows(self, answer, table, **where):
        """Rows of one of its tables, those with these values."""
        return [row for row in answer["tables"][table]["rows"] if all(row[key] == value for key, value in where.items())]

    def row(self, answer, table, **where):
        rows = self.rows(answer, table, **where)
        self.assertEqual(len(rows), 1, (table, where, rows))
        return rows[0]

    def csv(self, name, header, rows):
        """A table in the folder; `rows` are of what str() turns into a cell."""
        text = ",".join(header) + "\n" + "".join(",".join("" if v is None else repr(v) if isinstance(v, float) else str(v) for v in row) + "\n" for row in rows)
        return self.write(name, text)
