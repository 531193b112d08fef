"""Tables as Parquet: typed columns, lists as lists, nothing of the day or the machine."""

from io import BytesIO

from auditcheck.report.exports.tables import Table

ENDING = ".parquet"


def render(table: Table) -> bytes:
    """The bytes of a Parquet file; needs pyarrow, the extra `parquet`."""
    import pyarrow as pa
    from pyarrow import parquet

    types = {str: pa.string(), int: pa.int64(), tuple: pa.list_(pa.string())}
    schema = pa.schema([(name, types[of]) for name, of in table.columns.items()])
    columns = [
        pa.array([list(c) if isinstance(c, tuple) else c for c in column], type=field.type)
        for field, column in zip(schema, _columns(table), strict=True)
    ]
    out = BytesIO()
    parquet.write_table(pa.Table.from_arrays(columns, schema=schema), out)
    return out.getvalue()


def _columns(table: Table) -> list[list[object]]:
    return [[row[place] for row in table.rows] for place in range(len(table.columns))]
